package dev.holdfast.lab.fault;

import dev.holdfast.lab.fault.Fault.Manner;
import dev.holdfast.lab.spec.Spans;
import dev.holdfast.lab.spec.Spec;
import dev.holdfast.lab.spec.SpecException;
import dev.holdfast.lab.wire.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words for faults: each form is a pattern, its documented spelling, and what it makes. */
final class FaultGrammar {
  private static final Duration PING_EVERY = Duration.ofSeconds(15);
  private static final Pattern NUMBER = Pattern.compile("-\\d+(?=-|$)");
  private static final String AFTER_N = "-after-(\\d+)(?:-events?)?";

  private static final List<Form> FORMS = new ArrayList<>();

  static {
    form("none", "none|ok", (m, arg) -> new Fault.None());
    form("delay", "delay", (m, arg) -> new Fault.None());
    form("spend-limit", "spend-limit(?:-429)?", (m, arg) -> new Fault.Failed(ApiError.SPEND_CAP));
    form("spend-limit-400", "spend-limit-400", (m, arg) -> new Fault.Failed(ApiError.SPEND_LIMIT));
    form("retry-after", "retry-after", (m, arg) -> new Fault.Failed(ApiError.of(429)));
    form("html", "html", (m, arg) -> new Fault.Page(code(arg.isEmpty() ? "200" : arg, 200)));
    form("sse-error-first", "sse-error-first", (m, arg) -> streamError("0", arg));
    form("sse-error-after-start", "sse-error-after-start", (m, arg) -> streamError("1", arg));
    form("sse-error-after-N", "sse-error" + AFTER_N, (m, arg) -> streamError(m.group(1), arg));
    for (Manner manner : Manner.values()) {
      breaks(manner, manner.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    form("ping-only", "ping-only", (m, arg) -> new Fault.PingOnly(span("ping-only", arg)));
    form("first-token", "first-token", (m, arg) -> new Fault.SlowFirstToken(need(m, arg)));
    form("slow-read", "slow-read", (m, arg) -> new Fault.SlowRead(rate(arg)));
    form("malformed-sse", "malformed-sse", (m, arg) -> new Fault.Malformed(3));
    form("malformed-sse-after-N", "malformed-sse" + AFTER_N, (m, arg) -> malformed(m.group(1)));
    form("wrong-type", "wrong-type", (m, arg) -> new Fault.WrongType(contentType(arg)));
    form("no-message-stop", "no-message-stop", (m, arg) -> new Fault.MissingStop());
    form("cut-body", "cut-body", (m, arg) -> new Fault.CutBody());
    form("limits", "limits", (m, arg) -> Fault.Limited.AMPLE);
    form("slots", "slots", (m, arg) -> FaultParameters.slots(arg));
    form("garbage", "garbage", (m, arg) -> new Fault.Garbage());
    form("close-on-accept", "close-on-accept", (m, arg) -> new Fault.CloseOnAccept());
  }

  private FaultGrammar() {}

  /** Reads one fault with its parameters. */
  static FaultSpec one(String text) {
    Spec spec = Spec.parse(text);
    int equals = spec.word().indexOf('=');
    String name = equals < 0 ? spec.word() : spec.word().substring(0, equals);
    String argument = equals < 0 ? "" : spec.word().substring(equals + 1);
    Fault fault = name.matches("\\d+") ? status(name, argument) : named(name, argument);
    return FaultParameters.apply(text.strip(), name, argument, fault, spec.parameters());
  }

  /** The documented spelling of every form, for help and complaints. */
  static List<String> spellings() {
    return FORMS.stream().map(Form::spelling).toList();
  }

  private static Fault named(String name, String argument) {
    for (Form form : FORMS) {
      Matcher matcher = form.pattern.matcher(name);
      if (matcher.matches()) {
        form.refuse(argument);
        return form.maker.make(matcher, argument);
      }
    }
    String shape = NUMBER.matcher(name).replaceAll("-N").replaceAll("-events?$", "");
    throw SpecException.unknown("fault", shape.contains("-N") ? shape : name, spellings());
  }

  private static Fault status(String name, String argument) {
    if (!argument.isEmpty()) {
      throw new SpecException("'%s' takes no '=%s'".formatted(name, argument));
    }
    return new Fault.Failed(ApiError.of(code(name, 400)));
  }

  private static void breaks(Manner manner, String word) {
    if (manner != Manner.END) {
      form(word, word, (m, arg) -> new Fault.Break(manner, new Moment.BeforeAnswer()));
    }
    form(word + "-after-head", word + "-after-head", (m, arg) -> after(manner, "0"));
    form(word + "-after-N", word + AFTER_N, (m, arg) -> after(manner, m.group(1)));
  }

  private static Fault after(Manner manner, String events) {
    return new Fault.Break(manner, new Moment.AfterEvents(events(events)));
  }

  private static Fault malformed(String events) {
    return new Fault.Malformed(events(events));
  }

  private static Fault streamError(String events, String type) {
    String wanted = type.isEmpty() ? "overloaded_error" : type;
    if (!wanted.matches("[a-z][a-z_]{0,63}")) {
      throw SpecException.unknown("error type", wanted, ApiError.types());
    }
    return new Fault.StreamError(events(events), ApiError.ofType(wanted));
  }

  private static int events(String text) {
    return Spec.number("number of events", text, 0, 1_000_000);
  }

  private static int code(String text, int least) {
    return Spec.number("status", text, least, 599);
  }

  private static Duration span(String name, String text) {
    Duration span = text.isEmpty() ? PING_EVERY : Spans.parse(name, text);
    if (span.isZero()) {
      throw new SpecException("%s: the pause between pings cannot be zero".formatted(name));
    }
    return span;
  }

  private static Duration need(Matcher matcher, String text) {
    return Spans.parse(matcher.group(), text);
  }

  private static int rate(String text) {
    return text.isEmpty() ? 65_536 : Spec.number("slow-read", text, 1, 1 << 30);
  }

  private static String contentType(String text) {
    return text.isEmpty() ? "text/plain" : FaultParameters.value("wrong-type", text);
  }

  private static void form(String spelling, String pattern, Maker maker) {
    FORMS.add(new Form(spelling, Pattern.compile(pattern), maker));
  }

  /** One way to write a fault. */
  private record Form(String spelling, Pattern pattern, Maker maker) {
    private static final Map<String, String> ARGUMENTS =
        Map.of(
            "delay", "a span",
            "retry-after", "seconds or a date",
            "html", "a status",
            "ping-only", "a span",
            "first-token", "a span",
            "slow-read", "bytes per second",
            "slots", "a number of workers",
            "wrong-type", "a content type");

    void refuse(String argument) {
      boolean takes = spelling.startsWith("sse-error") || ARGUMENTS.containsKey(spelling);
      if (!argument.isEmpty() && !takes) {
        throw new SpecException("'%s' takes no '=%s'".formatted(spelling, argument));
      }
    }
  }

  /** Makes the fault from what the pattern found and what stood behind the equals sign. */
  private interface Maker {
    Fault make(Matcher matcher, String argument);
  }
}
