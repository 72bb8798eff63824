package dev.holdfast.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusDocument.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Statuspage's {@code /api/v2/summary.json} and {@code incidents.json} (<a
 * href="https://status.claude.com/api">schema</a>) with tolerance: unknown words, nulls, missing
 * and mistyped fields are noted and passed over. What is no such document, or not all of it, is
 * {@link Unreadable}. Never throws on input.
 */
public final class StatusReader {
  /** The largest real document, the fifty newest incidents, has about 200 kB. */
  private static final int LARGEST = 4 << 20;

  private static final int DEEPEST = 50;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final Fields fields;
  private List<Component> components = List.of();
  private List<Incident> incidents = List.of();
  private boolean known;

  private StatusReader(JsonParser json) {
    this.fields = new Fields(json);
  }

  /**
   * Reads a document.
   *
   * @param body its bytes, UTF-8
   */
  public static StatusDocument read(byte[] body) {
    if (body.length > LARGEST) {
      return new Unreadable("larger than 4 MB");
    }
    byte first = first(body);
    if (first == 0 || first == '<') {
      return new Unreadable(first == 0 ? "empty" : "HTML or XML, not JSON");
    }
    try (JsonParser json = JSON.createParser(body)) {
      return new StatusReader(json).document(json);
    } catch (JsonEOFException cut) {
      return new Unreadable("cut off after %d bytes".formatted(body.length));
    } catch (IOException broken) {
      return new Unreadable("not JSON");
    }
  }

  /** The first byte that is no white space or byte order mark, 0 if there is none. */
  private static byte first(byte[] body) {
    for (byte one : body) {
      if (one > ' ') {
        return one;
      }
    }
    return 0;
  }

  private StatusDocument document(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return new Unreadable("no JSON object");
    }
    fields.object(this::field);
    if (json.nextToken() != null) {
      return new Unreadable("more after its end");
    }
    if (!known) {
      return new Unreadable("neither components nor incidents: no status page");
    }
    return new Page(components, incidents, fields.oddities());
  }

  private void field(String name) throws IOException {
    if (name.equals("components")) {
      known |= fields.atList();
      components = components();
    } else if (name.equals("incidents")) {
      known |= fields.atList();
      incidents = incidents();
    }
  }

  private List<Component> components() throws IOException {
    List<Component> all = new ArrayList<>();
    fields.objects("components", () -> all.add(new ComponentDraft(fields).read()));
    return all;
  }

  private List<Incident> incidents() throws IOException {
    List<Incident> all = new ArrayList<>();
    fields.objects("incidents", () -> all.add(new IncidentDraft(fields).read()));
    return all;
  }
}
