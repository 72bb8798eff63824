package dev.holdfast.lab.upstream;

import dev.holdfast.lab.fault.Fault;
import dev.holdfast.lab.fault.FaultSpec;
import dev.holdfast.lab.fault.Moment;
import dev.holdfast.lab.upstream.Plan.Ending;
import dev.holdfast.lab.upstream.Plan.Frame;
import dev.holdfast.lab.upstream.Plan.Head;
import dev.holdfast.lab.wire.Events;
import dev.holdfast.lab.wire.HeaderFamilies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of an answer and a fault the plan of what will be written. Pure: writes nothing. */
record Staging(Answers answers, FaultSpec spec) {
  private static final String BROKEN_EVENT =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"del\n\n";
  private static final String UNFINISHED_JSON = "{\"type\":\"message\",\"content\":[{\"ty\u0000";
  private static final int FIRST_DELTA = 3; // after message_start, content_block_start and ping

  Plan stage(Answer answer) {
    Fault fault = spec.fault();
    Plan replaced = replaced(fault, answer);
    return replaced == null ? broken(fault, answer) : replaced;
  }

  // Java 17 has no switch over patterns; the chains are split by what they need.
  private @Nullable Plan replaced(Fault fault, Answer answer) {
    if (fault instanceof Fault.Failed failed) {
      return plain(answers.error(failed.error()));
    } else if (fault instanceof Fault.Page page) {
      return plain(answers.page(page.status()));
    } else if (fault instanceof Fault.Bare bare) {
      return plain(answers.bare(bare.status()));
    } else if (fault instanceof Fault.StreamError error) {
      return streamError(error, answer);
    } else if (fault instanceof Fault.Garbage) {
      return silent(Ending.GARBAGE);
    } else if (fault instanceof Fault.CloseOnAccept) {
      return silent(Ending.CLOSE);
    }
    return null;
  }

  private Plan broken(Fault fault, Answer answer) {
    if (fault instanceof Fault.Break cut) {
      return cut(cut, answer);
    } else if (fault instanceof Fault.CutBody) {
      return cut(answer, 4, Ending.HALF_CLOSE);
    } else if (fault instanceof Fault.Malformed malformed) {
      return malformed(malformed, answer);
    } else if (fault instanceof Fault.PingOnly pings) {
      return pingOnly(pings, answer);
    } else if (fault instanceof Fault.SlowFirstToken slow) {
      return slowFirstToken(slow, answer);
    } else if (fault instanceof Fault.WrongType wrong) {
      return wrongType(wrong, answer);
    } else if (fault instanceof Fault.MissingStop && answer.stream()) {
      return plan(answer, Frames.butLast(answer.frames()), Ending.END);
    }
    return plain(answer);
  }

  private Plan streamError(Fault.StreamError fault, Answer answer) {
    if (!answer.stream()) {
      return plain(answers.error(fault.error()));
    }
    List<String> first = Frames.first(fault.events(), answer.frames());
    Iterator<String> error = Collections.singleton(Events.error(fault.error())).iterator();
    return plan(answer, Frames.join(first, error), Ending.END);
  }

  private Plan cut(Fault.Break fault, Answer answer) {
    Ending ending =
        switch (fault.manner()) {
          case RESET -> Ending.RESET;
          case HALF_CLOSE -> Ending.HALF_CLOSE;
          case STALL -> Ending.STALL;
          case END -> Ending.END;
        };
    return fault.moment() instanceof Moment.AfterEvents after
        ? cut(answer, after.events(), ending)
        : silent(ending);
  }

  private Plan cut(Answer answer, int events, Ending ending) {
    if (answer.stream()) {
      return plan(answer, Frames.first(events, answer.frames()).iterator(), ending);
    }
    String body = String.join("", Frames.first(1, answer.frames()));
    String half = events == 0 ? "" : body.substring(0, body.length() / 2);
    // A clean end must look clean to HTTP: no length is promised that is not kept.
    Map<String, String> headers = ending == Ending.END ? Map.of() : length(body);
    return plan(answer, headers, List.of(half).iterator(), ending);
  }

  private Plan malformed(Fault.Malformed fault, Answer answer) {
    if (!answer.stream()) {
      return plain(Answer.whole(answer.status(), answer.headers(), UNFINISHED_JSON));
    }
    List<String> first = Frames.first(fault.events(), answer.frames());
    Iterator<String> rest = Frames.join(List.of(BROKEN_EVENT), answer.frames());
    return plan(answer, Frames.join(first, rest), Ending.END);
  }

  private Plan pingOnly(Fault.PingOnly fault, Answer answer) {
    if (!answer.stream()) {
      return silent(Ending.STALL);
    }
    List<String> start = Frames.first(1, answer.frames());
    Iterator<String> frames = Frames.join(start, Frames.endless(Events.PING));
    return new Plan(
        delay(answer), head(answer, Map.of()), Frames.paced(frames, fault.every()), Ending.END);
  }

  private Plan slowFirstToken(Fault.SlowFirstToken fault, Answer answer) {
    if (!answer.stream()) {
      Answer late = answer.paced(answer.gap(), answer.ttfb().plus(fault.pause()));
      return plain(late);
    }
    Iterator<Frame> frames =
        Frames.paced(answer.frames(), answer.gap(), FIRST_DELTA, fault.pause());
    return new Plan(delay(answer), head(answer, Map.of()), frames, Ending.END);
  }

  private Plan wrongType(Fault.WrongType fault, Answer answer) {
    return plain(answer.with(Map.of("content-type", fault.contentType())));
  }

  private Plan plain(Answer answer) {
    if (answer.stream()) {
      return plan(answer, answer.frames(), Ending.END);
    }
    String body = String.join("", Frames.first(1, answer.frames()));
    Map<String, String> length = answer.status() == 304 ? Map.of() : length(body);
    return plan(answer, length, List.of(body).iterator(), Ending.END);
  }

  private Plan silent(Ending ending) {
    return new Plan(spec.after(), null, Collections.emptyIterator(), ending);
  }

  private Plan plan(Answer answer, Iterator<String> frames, Ending ending) {
    return plan(answer, Map.of(), frames, ending);
  }

  private Plan plan(
      Answer answer, Map<String, String> extra, Iterator<String> frames, Ending ending) {
    return new Plan(delay(answer), head(answer, extra), Frames.paced(frames, answer.gap()), ending);
  }

  private Duration delay(Answer answer) {
    return spec.after().plus(answer.ttfb());
  }

  private Head head(Answer answer, Map<String, String> extra) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.putAll(extra);
    headers.putAll(spec.headers());
    Duration retryDate = spec.retryDate();
    if (retryDate != null) {
      headers.put("retry-after", HeaderFamilies.httpDate(answers.now().plus(retryDate)));
    }
    return new Head(answer.status(), headers);
  }

  private static Map<String, String> length(String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return Map.of("content-length", Integer.toString(length));
  }
}
