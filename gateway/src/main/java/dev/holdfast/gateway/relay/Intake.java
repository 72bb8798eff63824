package dev.holdfast.gateway.relay;

import dev.holdfast.decide.Reason;
import dev.holdfast.gateway.config.GatewayConfig.PreflightMode;
import dev.holdfast.preflight.Finding;
import dev.holdfast.preflight.Level;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.preflight.PreflightReport;
import dev.holdfast.preflight.RequestKind;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a request whole, within its limits, and makes a call of it. */
final class Intake {
  private final Relay relay;
  private final HttpServerRequest request;
  private final RequestKind kind;
  private final RequestBody body;
  private final Instant arrived;
  private final String id;
  private @Nullable RelayedCall call;
  private boolean refused;

  Intake(Relay relay, HttpServerRequest request) {
    this.relay = relay;
    this.request = request;
    this.kind = RequestKind.of(Relay.path(request));
    String betas = String.join(",", request.headers().getAll(HeaderNames.of("anthropic-beta")));
    this.body = new RequestBody(relay.memory(), new Preflight(kind, betas));
    this.arrived = relay.now();
    this.id = relay.nextId();
  }

  void read() {
    request.exceptionHandler(e -> gone());
    request.response().exceptionHandler(e -> gone());
    request.response().closeHandler(v -> gone());
    request.handler(this::chunk);
    request.endHandler(v -> end());
    check();
  }

  /** What can be refused before the body comes. */
  private void check() {
    if (relay.foreign(request)) {
      String mend =
          "requests from web pages and for other hosts are refused: it has keys of its own";
      refuse(403, "permission_error", mend);
    } else if (!request.uri().startsWith("/") || request.method().equals(HttpMethod.CONNECT)) {
      refuse(400, "invalid_request_error", "the request target must be a path");
    } else if (!tooLarge(announced())
        && request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      request.response().writeContinue();
    }
  }

  private long announced() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException invalid) {
      return 0;
    }
  }

  private void chunk(Buffer chunk) {
    if (refused) {
      return;
    }
    long size = body.size() + chunk.length();
    if (tooLarge(size)) {
      return;
    }
    if (!body.add(chunk)) {
      refuse(529, "overloaded_error", "replay memory is full; come back shortly");
    }
  }

  /** Refuses a body that can never be taken, however long the caller waits. */
  private boolean tooLarge(long size) {
    long memory = relay.memory().limit();
    Finding finding = relay.preflight() == PreflightMode.ON ? kind.tooLarge(size) : null;
    if (finding != null) {
      reject(new PreflightReport(List.of(finding), 0));
    } else if (size > memory) {
      String mend = "the whole replay memory; raise replay-memory or the heap";
      String message = "the request body is larger than " + memory + " bytes, " + mend;
      refuse(413, "request_too_large", message);
    }
    return refused;
  }

  /** Answers at once; what still comes of the body is read and dropped. */
  private void refuse(int status, String type, String why) {
    refuse(status, type, why, Faces.refused(id), Reason.SHED);
  }

  /** Answers what the API would have answered after the upload. */
  private void reject(PreflightReport report) {
    int status = report.findings().get(0).check().status();
    String type = status == 413 ? "request_too_large" : "invalid_request_error";
    refuse(status, type, report.sentence(), Faces.rejected(id, report), Reason.PREFLIGHT);
  }

  private void refuse(int status, String type, String why, MultiMap ours, Reason reason) {
    refused = true;
    body.release();
    Kept answer = OwnAnswer.of(status, type, OwnAnswer.signed(why, id));
    if (status == 529) {
      answer.headers().set(HttpHeaders.RETRY_AFTER, "1");
    }
    new Downstream(request).whole(answer, relay.advised(ours));
    relay.refused(request, id, reason, "refused with " + status + ": " + why);
  }

  private void end() {
    if (refused) {
      return;
    }
    PreflightReport report = judged() ? body.report() : PreflightReport.nothing();
    if (report.level() == Level.REJECT && relay.preflight() == PreflightMode.ON) {
      reject(report);
      return;
    }
    if (report.level() != Level.OK) {
      body.remark(report.summary(Level.WARN));
    }
    call = new RelayedCall(relay, request, body, id, arrived);
    call.start();
  }

  /** Whether the body is one that can be judged: its bytes are those that the API will read. */
  private boolean judged() {
    return relay.preflight() != PreflightMode.OFF
        && request.method().equals(HttpMethod.POST)
        && !request.headers().contains(HttpHeaders.CONTENT_ENCODING);
  }

  private void gone() {
    if (call != null) {
      call.gone();
    } else {
      refused = true;
      body.release();
    }
  }
}
