package dev.holdfast.gateway.relay;

import dev.holdfast.call.Call;
import dev.holdfast.call.Ending;
import dev.holdfast.call.Step;
import dev.holdfast.call.Step.Finish;
import dev.holdfast.call.Step.Hold;
import dev.holdfast.call.Step.Send;
import dev.holdfast.call.Step.Wait;
import dev.holdfast.call.Terms;
import dev.holdfast.event.CallEvent.Note;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.edit.CannotChange;
import dev.holdfast.gateway.relay.Farewell.Opened;
import dev.holdfast.gateway.relay.UpstreamClient.Line;
import dev.holdfast.gateway.relay.Ways.Plan;
import dev.holdfast.gateway.resume.Continued;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.reading.Meaning;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the gateway: the event-loop driver of {@link Call}. All of it happens
 * on the event loop of the caller's connection; a wait is a timer, never a blocked thread.
 */
final class RelayedCall {
  private final Relay relay;
  private final RequestBody body;
  private final Downstream down;
  private final GiveUp giveUp;
  private final Outbound outbound;
  private final Plan plan;
  private final boolean message;
  private final String id;
  private final Call call;
  private final Stopwatch watch;
  private final Timers timers;
  private final Best best = new Best();
  private final Sequels sequels;

  private @Nullable Attempt attempt;
  private @Nullable Send sent;
  private @Nullable Opened opened;
  private @Nullable Meaning meaning;

  /** A call whose request has arrived whole. */
  RelayedCall(
      Relay relay, HttpServerRequest request, RequestBody body, String id, Instant arrived) {
    this.relay = relay;
    this.body = body;
    this.down = new Downstream(request);
    this.giveUp = relay.giveUp(request);
    boolean post = request.method().equals(HttpMethod.POST);
    this.message = post && Relay.path(request).endsWith("/v1/messages");
    boolean hasBody = body.size() > 0 || request.getHeader(HttpHeaders.CONTENT_LENGTH) != null;
    MultiMap headers = HeaderRules.upstream(request.headers(), message);
    if (hasBody) {
      headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(body.size()));
    }
    Line line = new Line(request.method(), request.uri(), headers);
    this.id = id;
    this.outbound = new Outbound(relay.vertx(), relay.keys(), line, body);
    this.plan = relay.ways().plan(Wish.of(request, body));
    Asked asked = new Asked(request);
    Terms terms = asked.terms(body, relay.hold()).by(relay.caller(request));
    this.call = new Call(id, plan.route(), terms, relay.engine(), arrived);
    boolean resumes = asked.resume(relay.mending().resume());
    asked.notes().forEach(note -> this.call.note(note, arrived));
    this.watch = new Stopwatch(relay.now());
    this.timers = new Timers(relay);
    this.sequels = message ? Sequels.of(relay, body.stream(), resumes, best) : Sequels.NONE;
  }

  void start() {
    perform(call.start(relay.now()));
  }

  /** The caller left: the upstream is told in this very turn. */
  void gone() {
    if (timers.over()) {
      return;
    }
    if (attempt != null) {
      attempt.cancel();
    }
    perform(call.cancel(relay.now()));
  }

  private void perform(Step step) {
    if (step instanceof Send send) {
      send(send);
    } else if (step instanceof Hold hold) {
      watch.theirs(relay.now());
      timers.hold(hold, this::resume);
    } else if (step instanceof Wait wait) {
      watch.theirs(relay.now());
      timers.pause(wait.pause(), this::resume);
    } else {
      finish(((Finish) step).ending());
    }
  }

  private void resume() {
    perform(call.resume(relay.now()));
  }

  private void send(Send send) {
    timers.deadline(send.deadline(), this::expired);
    watch.theirs(relay.now());
    sent = send;
    Way way = plan.to(send.target());
    if (way instanceof Way.Said said) {
      say(said);
    } else if (way instanceof Way.Batched batched) {
      outbound.send(batched, id, attempt(batched.client()));
    } else if (way instanceof Way.Sent there) {
      outbound.send(there, attempt(there.client()));
    }
  }

  private Attempt attempt(UpstreamClient client) {
    Attempt next = new Attempt(client, this::vigil, this::reader, this::settled);
    attempt = next;
    return next;
  }

  private void say(Way.Said said) {
    Kept answer = SaidAnswer.of(id, body.model(), said.text(), body.stream());
    Answered outcome = Answered.whole(200, HeaderNames.read(answer.headers()));
    keep(answer, outcome);
    settled(outcome);
  }

  private Vigil vigil(Consumer<Loss> silent) {
    return new Vigil(relay, message && body.stream(), silent);
  }

  /** Which reader an answer needs is known from its head. */
  private AnswerReader reader(Attempt of, HttpClientResponse head) {
    boolean success = head.statusCode() / 100 == 2;
    String type = head.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean stream = type != null && type.startsWith("text/event-stream");
    boolean encoded = head.headers().contains(HttpHeaders.CONTENT_ENCODING);
    boolean readable = stream && message && success && !encoded;
    // What is not made piece by piece may keep silent between its head and its body.
    of.vigil().head(readable, stream || body.stream() || !success);
    if (readable) {
      Continued next = sequels.next(call.attempts());
      return next == null
          ? new StreamedAnswer(this, of, head)
          : new ResumedAnswer(this, of, head, next);
    }
    int held = sequels.bettering() ? Integer.MAX_VALUE : Relay.HELD_ANSWER;
    return new WholeAnswer(this, of, head, stream ? 0 : held);
  }

  private void settled(Outcome outcome) {
    Instant now = relay.now();
    watch.ours(now);
    attempt = null;
    // What failed to better an answer changes nothing about it.
    meaning = best.good() && outcome.meaning() == null ? meaning : outcome.meaning();
    if (outbound.refusedOurKey(outcome)) {
      // Another place is gone to only when it is known whether the key was replaced meanwhile.
      outbound.learn(call.target(), now).onComplete(v -> settle(outcome));
    } else if (sequels.takes(outcome, streaming())) {
      sequels
          .prepare(outbound, plan.to(call.target()))
          .onComplete(
              v -> perform(sequels.tell(call, relay.now(), outcome)), no -> stay(outcome, no));
    } else {
      settle(outcome);
    }
  }

  private void stay(Outcome outcome, Throwable unfit) {
    if (unfit instanceof CannotChange why) {
      call.note(new Note("no-sequel", why.sentence()), relay.now());
    }
    settle(outcome);
  }

  /** Whether events were handed on, and read on their way. */
  private boolean streaming() {
    return opened != null && opened.events();
  }

  private void settle(Outcome outcome) {
    perform(call.settle(relay.now(), outcome));
  }

  /** The caller's deadline bounds the time until it has the head of an answer. */
  private void expired() {
    if (opened == null && attempt != null) {
      settle(attempt.cancel());
    }
  }

  private void finish(Ending ending) {
    if (timers.over()) {
      return;
    }
    timers.end();
    outbound.release();
    sequels.release();
    Farewell farewell = new Farewell(down, giveUp, relay.now(), relay.name(), id);
    if (opened != null) {
      down.trail(Faces.reading(meaning));
      farewell.end(ending, opened, best.kept(), sequels.said());
    } else {
      farewell.answer(ending, best.kept(), faces(ending));
    }
  }

  private MultiMap faces(@Nullable Ending ending) {
    Duration overhead = watch.overhead(relay.now());
    MultiMap faces = relay.advised(Faces.of(id, call, overhead, servedBy(), ending));
    Faces.detour(faces, sent == null ? null : sent.detour());
    Faces.preflight(faces, body.remark());
    return ending instanceof Ending.Answered ? faces.addAll(Faces.reading(meaning)) : faces;
  }

  private String servedBy() {
    return sent == null ? relay.name() : plan.to(sent.target()).servedBy();
  }

  // What the readers of the answer need.

  /** Whether the request is for a message, whose answers we can read. */
  boolean message() {
    return message;
  }

  /** Whether the request offers tools. */
  boolean tools() {
    return body.tools();
  }

  /** Whether the caller has the head of an answer. */
  boolean opened() {
    return opened != null;
  }

  /** Hands the head of an answer on; what follows flows. */
  void open(HttpClientResponse head, boolean events) {
    opened = new Opened(events, false);
    timers.met();
    down.open(head.statusCode(), HeaderRules.downstream(head.headers()), faces(null));
  }

  /** The way of an answer's body to the caller. */
  Flow flow(HttpClientResponse head, Attempt from) {
    return new Flow(head, down, from.vigil(), sequels.handed());
  }

  /** Content is being handed on: if no attempt can follow, the body need not be kept. */
  void commit() {
    call.commit(relay.now());
    if (!sequels.resumes()) {
      outbound.release();
    }
  }

  /**
   * Whether an answer that breaks off may be continued: then what ended it is not for the caller.
   */
  boolean resumes() {
    return sequels.resumes();
  }

  /** All there is to say was handed on, be it an error. */
  void told() {
    if (opened != null) {
      opened = new Opened(opened.events(), true);
    }
  }

  /** A whole answer, handed on if the call ends with it. */
  void keep(Kept answer, Answered outcome) {
    boolean batched = sent != null && plan.to(sent.target()) instanceof Way.Batched;
    boolean diverted = sent != null && sent.detour() != null;
    best.keep(batched ? answer.accepted() : answer, outcome, diverted, relay.now());
  }

  /** Runs a task in a while, unless the call is over by then. */
  void after(Duration in, Runnable task) {
    timers.after(in, task);
  }
}
