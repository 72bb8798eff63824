package dev.holdfast.lab.upstream;

import dev.holdfast.lab.calls.Arrival;
import dev.holdfast.lab.calls.Ended;
import dev.holdfast.lab.calls.OpenAttempt;
import dev.holdfast.lab.fault.Fault;
import dev.holdfast.lab.fault.FaultSequence;
import dev.holdfast.lab.fault.FaultSpec;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.wire.ApiError;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API from its head to its end: choose the fault, read the body, ask what the
 * API would answer, let the fault have its way, write. Confined to the event loop.
 */
final class Visit {
  private static final long MESSAGE_LIMIT = 32L << 20; // the API's documented sizes
  private static final long BATCH_LIMIT = 256L << 20;

  private final Lab lab;
  private final HttpServerRequest request;
  private final @Nullable String callId;
  private final OpenAttempt attempt;
  private final Answers answers;
  private @Nullable Delivery delivery;
  private @Nullable BodyReader reader;
  private boolean gone;

  Visit(Lab lab, HttpServerRequest request) {
    this.lab = lab;
    this.request = request;
    this.callId = request.getHeader("x-lab-call");
    this.attempt = lab.log().open(callId, path(request));
    this.answers = new Answers(lab.ids().next("req"), lab.log().now());
  }

  /** The path of a request; empty for a target that has none, as {@code *}. */
  static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  void begin() {
    request.pause();
    request.response().closeHandler(closed -> gone());
    request.response().exceptionHandler(failed -> {});
    // What was not read is thrown away, or the connection could not carry another request.
    request.response().endHandler(end -> drain());
    request.exceptionHandler(failed -> gone());
    try {
      choose();
    } catch (SpecException e) {
      refuse(e);
    }
  }

  private void choose() {
    FaultSpec spec = atHead();
    if (spec == null) {
      read(FaultSpec.NONE, false);
      return;
    }
    attempt.fault(spec.text());
    if (spec.early()) {
      arrived(new byte[0], "");
      play(staged(spec, answers.bare(200)));
    } else {
      read(spec, true);
    }
  }

  /** The fault, if it can be told from the head alone. */
  private @Nullable FaultSpec atHead() {
    String header = request.getHeader("x-lab-fault");
    if (header != null) {
      FaultSpec spec = FaultSequence.parse(header).at(attempt.number());
      return spec == null ? FaultSpec.NONE : spec;
    }
    var now = lab.log().elapsed();
    return lab.desk().needsModel(now) ? null : lab.desk().choose(now, callId, path(request), "");
  }

  private void read(FaultSpec spec, boolean chosen) {
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    long limit = path(request).startsWith("/v1/messages/batches") ? BATCH_LIMIT : MESSAGE_LIMIT;
    reader = new BodyReader(lab.vertx(), request, limit, body -> answer(spec, chosen, body));
    if (spec.fault() instanceof Fault.SlowRead slow) {
      reader.readSlowly(slow.bytesPerSecond());
    } else {
      reader.read();
    }
  }

  private void answer(FaultSpec spec, boolean chosen, BodyReader body) {
    if (gone) {
      return;
    }
    arrived(body.bytes(), body.sha256());
    if (body.tooLarge()) {
      play(staged(FaultSpec.NONE, answers.error(ApiError.of(413))));
      return;
    }
    Incoming in =
        new Incoming(request.method().name(), path(request), request.headers(), body.bytes());
    String model = in.model();
    attempt.model(model);
    FaultSpec met =
        chosen ? spec : lab.desk().choose(lab.log().elapsed(), callId, in.path(), model);
    attempt.fault(met.text());
    try {
      play(staged(met, worked(met, charged(met, in, lab.api().answer(in, answers)))));
    } catch (SpecException e) {
      refuse(e);
    }
  }

  private Answer charged(FaultSpec spec, Incoming in, Answer answer) {
    return spec.fault() instanceof Fault.Limited limits && answer.status() == 200
        ? new Toll(lab, answers).charge(limits, in, answer)
        : answer;
  }

  /** A good answer after the work it takes, or none for want of room. */
  private Answer worked(FaultSpec spec, Answer answer) {
    if (!(spec.fault() instanceof Fault.Slots slots) || answer.status() != 200) {
      return answer;
    }
    Duration work = lab.desk().work(slots, lab.log().elapsed());
    return work == null
        ? answers.error(ApiError.of(529))
        : answer.paced(answer.gap(), answer.ttfb().plus(work));
  }

  private Plan staged(FaultSpec spec, Answer answer) {
    return new Staging(answers, spec).stage(answer);
  }

  private void refuse(SpecException complaint) {
    attempt.fault("unreadable");
    String message = String.valueOf(complaint.getMessage());
    play(staged(FaultSpec.NONE, answers.error(ApiError.badRequest(message))));
  }

  private void play(Plan plan) {
    delivery = new Delivery(lab.vertx(), request, attempt, plan);
    delivery.start();
  }

  private void drain() {
    if (!request.isEnded()) {
      request.resume();
    }
  }

  private void gone() {
    if (gone) {
      return;
    }
    gone = true;
    if (reader != null) {
      reader.stop();
    }
    if (delivery == null) {
      attempt.end(Ended.CLIENT_GONE);
    } else {
      delivery.gone();
    }
  }

  private void arrived(byte[] body, String sha256) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request.headers().names().forEach(name -> headers.put(name, request.headers().getAll(name)));
    String version = request.version() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1";
    attempt.arrived(
        new Arrival(request.method().name(), request.uri(), version, body.length, sha256, headers));
  }
}
