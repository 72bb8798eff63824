package dev.holdfast.gateway.watch;

import dev.holdfast.gateway.watch.Fetched.Missed;
import dev.holdfast.gateway.watch.Fetched.Same;
import dev.holdfast.gateway.watch.Fetched.Version;
import dev.holdfast.gateway.watch.Fetched.Whole;
import dev.holdfast.upstream.StatusDocument;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusDocument.Unreadable;
import dev.holdfast.upstream.StatusReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Reads documents of status pages, each only when it has changed. To be used on one event loop. */
final class PageReader {
  private final Vertx vertx;
  private final StatusClient client;
  private final Map<URI, Held> held = new HashMap<>();

  /** What a host said last. Its "not changed" is about this, whatever another host says since. */
  private record Held(Version version, Page page) {}

  PageReader(Vertx vertx, StatusClient client) {
    this.vertx = vertx;
    this.client = client;
  }

  /** Looks at a document; never fails. */
  Future<Look> look(URI document) {
    Held before = held.get(document);
    Version known = before == null ? Version.NONE : before.version();
    return client
        .get(document, known)
        .compose(got -> {
          if (got instanceof Whole whole) {
            return parsed(document, whole);
          }
          if (got instanceof Same && before != null) {
            return Future.succeededFuture(new Look.Seen(before.page()));
          }
          return Future.succeededFuture(
              got instanceof Missed missed
                  ? missed
                  : new Missed("answered 304 to a first look", true));
        });
  }

  /** On a worker thread: megabytes would hold up the calls of this event loop. */
  private Future<Look> parsed(URI document, Whole whole) {
    return vertx
        .executeBlocking(() -> StatusReader.read(whole.body()))
        .map(Objects::requireNonNull)
        .map(read -> kept(document, whole.version(), read));
  }

  private Look kept(URI document, Version version, StatusDocument read) {
    if (read instanceof Page page) {
      held.put(document, new Held(version, page));
      return new Look.Seen(page);
    }
    held.remove(document);
    return new Missed(((Unreadable) read).why(), true);
  }
}
