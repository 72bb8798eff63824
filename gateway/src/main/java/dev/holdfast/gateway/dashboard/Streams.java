package dev.holdfast.gateway.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.admin.StreamPage;
import dev.holdfast.gateway.relay.Cut;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps open pages up to date: the whole of each picture to all of them, as server-sent events. A
 * picture that shows what the last one did is told in a word. Who cannot keep up is let go; the
 * page comes back by itself and is told all.
 */
final class Streams implements StreamPage {
  private static final int MOST = 200;

  /** How much may wait for one page, beside what the system holds for it. */
  private static final int QUEUE = 1 << 18;

  private static final long HEARTBEAT = 15_000;
  private static final String BEGIN = "retry: 2000\n\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx;
  private final Board board;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();

  /** Written by the drawing thread. */
  private volatile @Nullable Frame last;

  /** What was told last. */
  private record Frame(Map<String, String> parts, String text) {}

  /** One page that is open somewhere; touched on its own event loop only. */
  private static final class Stream {
    private final Context context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private @Nullable Map<String, String> shown;

    Stream(Context context, HttpServerRequest request) {
      this.context = context;
      this.request = request;
      this.response = request.response();
    }

    void tell(Frame frame, String same) {
      if (response.writeQueueFull()) {
        Cut.off(request.connection());
        return;
      }
      boolean known = frame.parts().equals(shown);
      shown = frame.parts();
      write(known ? same : frame.text());
    }

    void write(String text) {
      if (!response.ended() && !response.closed()) {
        response.write(text);
      }
    }
  }

  Streams(Vertx vertx, Board board) {
    this.vertx = vertx;
    this.board = board;
    vertx.setPeriodic(
        HEARTBEAT,
        tick -> open.forEach(one -> one.context.runOnContext(v -> one.write(": here\n\n"))));
  }

  @Override
  public String path() {
    return "/events";
  }

  @Override
  public String purpose() {
    return "what an open page is kept up to date with, as server-sent events";
  }

  /** Not HEAD: an answer without a body would never end either. */
  @Override
  public Set<HttpMethod> methods() {
    return Set.of(HttpMethod.GET);
  }

  @Override
  public void open(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      response
          .setStatusCode(503)
          .putHeader("Retry-After", "60")
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end(MOST + " pages are open already; ask / every 5 s\n");
      return;
    }
    Stream stream = new Stream(vertx.getOrCreateContext(), request);
    response.closeHandler(v -> leave(stream));
    response.exceptionHandler(e -> leave(stream));
    request.exceptionHandler(e -> leave(stream));
    response
        .setWriteQueueMaxSize(QUEUE)
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .write(BEGIN);
    open.add(stream);
    Frame frame = last;
    if (frame != null) {
      stream.tell(frame, frame.text());
    }
  }

  private void leave(Stream stream) {
    if (open.remove(stream)) {
      count.decrementAndGet();
    }
  }

  /** Whether anybody looks. */
  boolean watched() {
    return !open.isEmpty();
  }

  /** A new picture was drawn: tells it to all, on the drawing thread. */
  void tell() {
    if (open.isEmpty()) {
      last = null;
      return;
    }
    Moment moment = board.moment();
    Map<String, String> parts = Board.parts(moment);
    Frame frame = new Frame(parts, event(head(moment, parts)));
    String same = event(head(moment, Map.of()));
    last = frame;
    for (Stream stream : open) {
      stream.context.runOnContext(v -> stream.tell(frame, same));
    }
  }

  private static ObjectNode head(Moment moment, Map<String, String> parts) {
    Face face = Face.of(moment.situation());
    ObjectNode json =
        JSON.createObjectNode()
            .put("at", moment.now().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("tone", face.tone())
            .put("title", Layout.title(moment.situation()))
            .put("icon", face.icon());
    ObjectNode all = json.putObject("parts");
    parts.forEach(all::put);
    return json;
  }

  /** JSON of one line: a line break in it would end the event. */
  private static String event(ObjectNode json) {
    return "data: " + json + "\n\n";
  }
}
