package dev.holdfast.gateway.relay;

import dev.holdfast.call.Target;
import dev.holdfast.gateway.edit.BodyChange;
import dev.holdfast.gateway.edit.BodyEdit;
import dev.holdfast.gateway.edit.JsonBytes;
import dev.holdfast.gateway.relay.UpstreamClient.Line;
import dev.holdfast.gateway.security.KeyRing;
import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call's request as it goes out: to its own place unchanged, to others as they need it. */
final class Outbound {
  private static final String API_KEY = "x-api-key";

  private final Vertx vertx;
  private final KeyRing keys;
  private final Line line;
  private final RequestBody body;
  private final IdentityHashMap<Way, RequestBody> changed = new IdentityHashMap<>(0);

  /** The value of the key that was sent last; null if it was the caller's own. */
  private @Nullable String keySent;

  /**
   * What is sent instead, once an answer is to be continued or bettered; the way stays the same.
   */
  private @Nullable RequestBody further;

  private boolean released;

  Outbound(Vertx vertx, KeyRing keys, Line line, RequestBody body) {
    this.vertx = vertx;
    this.keys = keys;
    this.line = line;
    this.body = body;
  }

  /**
   * From now on the request is another one, made of what was sent last.
   *
   * @param more how many bytes its making reads besides
   * @return fails if it cannot be made; then nothing has changed
   */
  Future<Void> further(Way way, BodyChange change, long more) {
    RequestBody base = changed.getOrDefault(way, body);
    return base.edited(change, more, vertx).map(this::further);
  }

  private Void further(RequestBody other) {
    if (further != null) {
      further.release();
    }
    further = other;
    if (released) {
      other.release();
    }
    return null;
  }

  /** Sends an attempt on its way. */
  void send(Way.Sent way, Attempt attempt) {
    BodyChange change = way.change();
    MultiMap headers = headers(way.key());
    if (further != null) {
      send(new Line(line.method(), line.uri(), headers), further, attempt);
    } else if (change == null) {
      attempt.send(new Line(line.method(), line.uri(), headers), body);
    } else {
      change(way, change, attempt, new Line(line.method(), line.uri(), headers));
    }
  }

  /** Hands the request in as a batch of one. */
  void send(Way.Batched way, String id, Attempt attempt) {
    String uri = line.uri();
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    Line to = new Line(line.method(), path + "/batches", headers(way.key()));
    change(way, chunks -> batch(id, chunks), attempt, to);
  }

  private static List<Buffer> batch(String id, List<Buffer> chunks) throws IOException {
    String name = JsonBytes.quoted(id);
    List<Buffer> all = new ArrayList<>();
    all.add(Buffer.buffer("{\"requests\":[{\"custom_id\":" + name + ",\"params\":"));
    all.addAll(BodyEdit.NONE.drop("stream").applyTo(chunks));
    all.add(Buffer.buffer("}]}"));
    return all;
  }

  private void change(Way way, BodyChange change, Attempt attempt, Line to) {
    RequestBody known = changed.get(way);
    Future<RequestBody> ready =
        known == null ? body.edited(change, vertx) : Future.succeededFuture(known);
    ready.onComplete(
        other -> {
          keep(way, other);
          send(to, other, attempt);
        },
        // What cannot be changed cannot be asked there: as if that place had said so.
        unfit -> attempt.settle(Answered.whole(400, Headers.NONE)));
  }

  private static void send(Line to, RequestBody other, Attempt attempt) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(to.headers());
    headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(other.size()));
    attempt.send(new Line(to.method(), to.uri(), headers), other);
  }

  private void keep(Way way, RequestBody other) {
    if (released) {
      other.release();
    } else {
      changed.put(way, other);
    }
  }

  /** The headers, with a key of our own in place of the caller's. */
  private MultiMap headers(@Nullable String alias) {
    if (alias == null) {
      keySent = null;
      return line.headers();
    }
    String value = keys.value(alias);
    keySent = value;
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(line.headers());
    return headers.remove(HttpHeaders.AUTHORIZATION).set(API_KEY, value);
  }

  /** Whether the API refused a key of the gateway's own. */
  boolean refusedOurKey(Outcome outcome) {
    return keySent != null && outcome instanceof Answered answer && answer.status() == 401;
  }

  /** Remembers that; done when it is known whether the key was replaced meanwhile. */
  Future<Void> learn(Target target, Instant now) {
    String alias = target.key();
    String value = keySent;
    if (alias == null || value == null) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(
            () -> {
              keys.refused(alias, value, now);
              return alias;
            },
            false)
        .mapEmpty();
  }

  /** Forgets all bodies; to be called when no attempt may follow. */
  void release() {
    released = true;
    changed.values().forEach(RequestBody::release);
    changed.clear();
    if (further != null) {
      further.release();
    }
    body.release();
  }
}
