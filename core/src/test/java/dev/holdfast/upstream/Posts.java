package dev.holdfast.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Incidents and pages for tests, with texts of our own. */
public final class Posts {
  /** When everything here is first posted, unless it says otherwise. */
  public static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

  /** Components as the page has them. */
  public static final String API = "k8w3r06qmzrp";

  private Posts() {}

  /** A component by short word: {@code api}, {@code claude.ai}, {@code code}. */
  public static Component component(String word, Component.Status status) {
    return switch (word) {
      case "api" -> new Component(API, "Claude API (api.anthropic.com)", status);
      case "claude.ai" -> new Component("rwppv331jlwc", "claude.ai", status);
      case "code" -> new Component("yyzkbfz2thpt", "Claude Code", status);
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** An incident posted at T0, under investigation; change what matters. */
  public static Draft incident(String title, String... components) {
    return new Draft(title, List.of(components));
  }

  /** A page with the API in this status and these incidents. */
  public static StatusDocument.Page page(Component.Status api, Incident... incidents) {
    return new StatusDocument.Page(
        List.of(component("api", api), component("claude.ai", Component.Status.OPERATIONAL)),
        List.of(incidents),
        List.of());
  }

  /** A page just read. */
  public static UpstreamStatus status(Instant now, Component.Status api, Incident... incidents) {
    return UpstreamStatus.unread("status.test").read(page(api, incidents), "status.test", now);
  }

  /** A file beside the tests. */
  public static byte[] file(String name) {
    try (InputStream in = Posts.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a text. */
  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** An incident in the making. */
  public static final class Draft {
    private final String title;
    private final List<Component> components = new ArrayList<>();
    private final List<Story.Update> updates = new ArrayList<>();
    private Impact impact = Impact.MINOR;
    private Instant created = T0;

    Draft(String title, List<String> words) {
      this.title = title;
      words.forEach(w -> components.add(component(w, Component.Status.DEGRADED_PERFORMANCE)));
    }

    public Draft impact(Impact other) {
      impact = other;
      return this;
    }

    public Draft created(Instant at) {
      created = at;
      return this;
    }

    /** Another post, so many minutes after the first. */
    public Draft post(int minutes, Incident.Status status, String body) {
      updates.add(new Story.Update(status, body, created.plusSeconds(60L * minutes), List.of()));
      return this;
    }

    public Incident build() {
      Incident.Status last =
          updates.isEmpty()
              ? Incident.Status.INVESTIGATING
              : updates.get(updates.size() - 1).status();
      Incident.Course course =
          new Incident.Course(
              last, created, at(Incident.Status.MONITORING), at(Incident.Status.RESOLVED));
      String id = "i" + Integer.toHexString(title.hashCode());
      return new Incident(id, impact, course, components, new Story(title, updates));
    }

    private Instant at(Incident.Status status) {
      return updates.stream()
          .filter(update -> update.status() == status)
          .map(Story.Update::at)
          .findFirst()
          .orElse(null);
    }
  }
}
