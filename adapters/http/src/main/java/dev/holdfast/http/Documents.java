package dev.holdfast.http;

import dev.holdfast.upstream.StatusDocument;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusDocument.Unreadable;
import dev.holdfast.upstream.StatusReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Documents of status pages, each sent only when it has changed. To be used by one thread. */
final class Documents {
  /** How long a whole answer may take: a page that drips would keep any limit of silence. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client;
  private final Map<URI, Held> held = new HashMap<>();

  /** What a host said last. Its "not changed" is about this, whatever another host says since. */
  private record Held(@Nullable String tag, @Nullable String modified, Page page) {}

  /**
   * What a look showed.
   *
   * @param answered whether the host answered at all
   */
  record Look(StatusDocument document, boolean answered) {
    static Look missed(String why, boolean answered) {
      return new Look(new Unreadable(why), answered);
    }
  }

  Documents(HttpClient client) {
    this.client = client;
  }

  /** Looks at a document and waits for it; what goes wrong is told in what is returned. */
  Look look(URI document) throws InterruptedException {
    Held before = held.get(document);
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request(document, before), head -> new Bounded());
    try {
      return read(document, before, asked.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Look.missed("no whole answer within %d s".formatted(PATIENCE.toSeconds()), false);
    } catch (ExecutionException e) {
      return Look.missed(why(e.getCause()), false);
    } finally {
      asked.cancel(true);
    }
  }

  private static String why(@Nullable Throwable e) {
    if (e == null) {
      return "the connection broke off";
    }
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }

  private static HttpRequest request(URI document, @Nullable Held before) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(document)
            .header("accept", "application/json")
            .header("cache-control", "no-cache")
            .header("user-agent", "holdfast");
    if (before != null && before.tag() != null) {
      request.header("if-none-match", before.tag());
    }
    if (before != null && before.modified() != null) {
      request.header("if-modified-since", before.modified());
    }
    return request.build();
  }

  private Look read(URI document, @Nullable Held before, HttpResponse<byte[]> answer) {
    boolean followed = answer.previousResponse().isPresent();
    if (answer.statusCode() == 304 && !followed) {
      return same(before);
    }
    // Whoever may redirect may say what is green.
    if (followed || answer.statusCode() / 100 == 3) {
      return moved(answer);
    }
    if (answer.statusCode() != 200) {
      return Look.missed("answered " + answer.statusCode(), true);
    }
    StatusDocument read = StatusReader.read(answer.body());
    if (read instanceof Page page) {
      held.put(document, new Held(header(answer, "etag"), header(answer, "last-modified"), page));
    } else {
      held.remove(document);
    }
    return new Look(read, true);
  }

  private static Look same(@Nullable Held before) {
    return before == null
        ? Look.missed("answered 304 to a first look", true)
        : new Look(before.page(), true);
  }

  private static Look moved(HttpResponse<?> answer) {
    String to = header(answer, "location");
    String where = to == null ? String.valueOf(answer.uri().getAuthority()) : to;
    return Look.missed(
        "has moved to " + where + ": if you trust that, name its host to StatusPage.read", true);
  }

  private static @Nullable String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }
}
