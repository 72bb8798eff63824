package dev.holdfast.tale;

import dev.holdfast.event.Trail;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tale of one call, as people read it.
 *
 * @param began when it began
 * @param headline how it ended, in one sentence
 * @param lines what happened, in order
 * @param remedies what to do about it; never empty once the call is over
 */
public record Tale(Instant began, String headline, List<Line> lines, List<String> remedies) {

  /**
   * One thing that happened.
   *
   * @param at when
   * @param text what, without a full stop
   * @param details what only the curious read: ids, budgets; may be empty
   * @param tone how it bears on the call
   */
  public record Line(Instant at, String text, List<String> details, Tone tone) {
    public Line {
      details = List.copyOf(details);
    }
  }

  /** How something bears on the call. */
  public enum Tone {
    /** Neither well nor ill. */
    PLAIN,
    /** All is well. */
    GOOD,
    /** Trouble, but the call goes on. */
    TROUBLE,
    /** It cost the call its answer. */
    BAD
  }

  public Tale {
    lines = List.copyOf(lines);
    remedies = List.copyOf(remedies);
  }

  /** Tells the tale of a call. */
  public static Tale of(Trail trail) {
    return new Teller(trail).tell();
  }

  /** The whole tale as text, each line with the seconds since the beginning. */
  @Override
  public String toString() {
    Stream<String> told =
        lines.stream().map(line -> "  " + Spoken.since(began, line.at()) + "  " + line(line));
    return Stream.of(Stream.of(headline), told, remedies.stream())
        .flatMap(part -> part)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Line line) {
    return line.details().isEmpty()
        ? line.text()
        : line.text() + " [" + String.join("; ", line.details()) + "]";
  }
}
