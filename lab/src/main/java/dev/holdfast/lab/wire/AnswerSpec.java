package dev.holdfast.lab.wire;

import dev.holdfast.lab.spec.Spans;
import dev.holdfast.lab.spec.Spec;
import dev.holdfast.lab.spec.SpecException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for with {@code x-lab-answer}: {@code text;events=50;gap=20ms;bytes=1024}.
 *
 * @param kind null: the lab decides from the request
 * @param events how many deltas; null: as many as the sample text has
 * @param bytes the size of each delta; null: the words of the sample text
 * @param gap the pause between events
 * @param ttfb the pause before the first byte of the answer
 */
public record AnswerSpec(
    @Nullable AnswerKind kind,
    @Nullable Integer events,
    @Nullable Integer bytes,
    Duration gap,
    Duration ttfb) {

  /** The answer when nobody asks for anything: at once, kind by the request. */
  public static final AnswerSpec DEFAULT =
      new AnswerSpec(null, null, null, Duration.ZERO, Duration.ZERO);

  private static final List<String> PARAMETERS = List.of("events", "bytes", "gap", "ttfb");

  public static AnswerSpec parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return DEFAULT;
    }
    Spec spec = Spec.parse(header);
    Map<String, String> given = spec.parameters();
    given.keySet().stream()
        .filter(name -> !PARAMETERS.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw SpecException.unknown("parameter of x-lab-answer", name, PARAMETERS);
        });
    return new AnswerSpec(
        kind(spec.word()),
        number(given, "events", 1_000_000),
        number(given, "bytes", 1 << 20),
        span(given, "gap"),
        span(given, "ttfb"));
  }

  private static @Nullable AnswerKind kind(String word) {
    if (word.isEmpty() || word.equals("default")) {
      return null;
    }
    return Arrays.stream(AnswerKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> SpecException.unknown("answer", word, AnswerKind.words()));
  }

  private static @Nullable Integer number(Map<String, String> given, String name, int most) {
    String text = given.get(name);
    return text == null ? null : Spec.number(name, text, 0, most);
  }

  private static Duration span(Map<String, String> given, String name) {
    String text = given.get(name);
    return text == null ? Duration.ZERO : Spans.parse(name, text);
  }
}
