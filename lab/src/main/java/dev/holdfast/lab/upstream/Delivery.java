package dev.holdfast.lab.upstream;

import dev.holdfast.lab.calls.Ended;
import dev.holdfast.lab.calls.OpenAttempt;
import dev.holdfast.lab.upstream.Plan.Ending;
import dev.holdfast.lab.upstream.Plan.Frame;
import dev.holdfast.lab.upstream.Plan.Head;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Writes a plan to one request: paced by timers and by the caller's own pace (it waits while the
 * write queue is full), and stops as soon as the caller is gone. Confined to the event loop.
 */
final class Delivery {
  // So that what was sent before a reset is read before it: resets overtake unread data.
  private static final Duration BEFORE_RESET = Duration.ofMillis(25);

  // A long stream must let the loop see other callers, and that its own caller has left.
  private static final int FRAMES_A_TURN = 64;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final OpenAttempt attempt;
  private final Plan plan;
  private boolean gone;
  private boolean ending;
  private long timer = -1; // none; Vert.x numbers timers from 0

  Delivery(Vertx vertx, HttpServerRequest request, OpenAttempt attempt, Plan plan) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.attempt = attempt;
    this.plan = plan;
  }

  void start() {
    after(plan.delay(), this::head);
  }

  /** The caller has left: nothing more is written. */
  void gone() {
    gone = true;
    vertx.cancelTimer(timer);
    if (!ending) {
      attempt.end(Ended.CLIENT_GONE);
    }
  }

  private void head() {
    Head head = plan.head();
    if (head == null) {
      finish(Future.succeededFuture());
      return;
    }
    response.setStatusCode(head.status());
    if (head.status() == 529) {
      response.setStatusMessage("Overloaded"); // Not in the list that HTTP libraries know.
    }
    head.headers().forEach(response::putHeader);
    boolean measured = head.headers().containsKey("content-length");
    if (!measured && head.status() != 304 && request.version() != HttpVersion.HTTP_2) {
      response.setChunked(true);
    }
    attempt.status(head.status());
    if (request.method().equals(HttpMethod.HEAD) || head.status() == 304) {
      end(response::end);
    } else if (measured && plan.ending() == Ending.END) {
      String body = plan.frames().next().text();
      end(() -> response.end(body)); // In one packet with its head.
    } else {
      // The head goes out by itself: the first event may be late.
      frames(response.writeHead());
    }
  }

  private void frames(Future<Void> written) {
    Future<Void> last = written;
    for (int turn = 0; !gone && plan.frames().hasNext(); turn++) {
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> resume());
        return;
      }
      if (turn == FRAMES_A_TURN) {
        vertx.runOnContext(next -> resume());
        return;
      }
      Frame frame = plan.frames().next();
      if (!frame.pause().isZero()) {
        after(frame.pause(), () -> frames(response.write(frame.text())));
        return;
      }
      last = response.write(frame.text());
    }
    finish(last);
  }

  private void resume() {
    if (gone) {
      return;
    }
    response.drainHandler(null);
    frames(Future.succeededFuture());
  }

  private void finish(Future<Void> written) {
    if (gone) {
      return;
    }
    switch (plan.ending()) {
      case END -> end(response::end);
      case STALL -> {}
      case RESET -> written.onComplete(done -> after(resetPause(), this::reset));
      case HALF_CLOSE -> written.onComplete(done -> after(resetPause(), this::halfClose));
      case CLOSE -> written.onComplete(done -> complete(() -> Line.close(request)));
      case GARBAGE -> complete(() -> Line.garbage(request));
    }
  }

  // From here on only the last write tells whether the caller got it all.
  private void end(Supplier<Future<Void>> last) {
    ending = true;
    last.get()
        .onComplete(done -> attempt.end(done.succeeded() ? Ended.COMPLETE : Ended.CLIENT_GONE));
  }

  private Duration resetPause() {
    return plan.head() == null ? Duration.ZERO : BEFORE_RESET;
  }

  private void reset() {
    complete(() -> Line.reset(request));
  }

  private void halfClose() {
    complete(() -> Line.halfClose(request));
  }

  private void complete(Runnable last) {
    if (!gone) {
      ending = true;
      attempt.end(Ended.COMPLETE);
      last.run();
    }
  }

  private void after(Duration pause, Runnable step) {
    if (pause.isZero()) {
      step.run();
      return;
    }
    // A timer of less than a millisecond does not exist; rounding up keeps pauses floors.
    long millis = Math.max(1, pause.plusNanos(999_999).toMillis());
    timer =
        vertx.setTimer(
            millis,
            id -> {
              if (!gone) {
                step.run();
              }
            });
  }
}
