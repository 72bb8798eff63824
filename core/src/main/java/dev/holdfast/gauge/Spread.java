package dev.holdfast.gauge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where failures are and where they are not. A failure that one key, version or model meets while
 * the others get on well is of another kind than one that all meet.
 *
 * @param axis what was told apart
 * @param failing values with 5 failures or more that are a tenth of their attempts or more
 * @param fine values with 10 attempts or more of which less than 2 % failed
 */
public record Spread(Axis axis, List<String> failing, List<String> fine) {
  private static final int FAILURES = 5;
  private static final double FAILING = 0.10;
  private static final int ATTEMPTS = 10;
  private static final double FINE = 0.02;

  public Spread {
    failing = List.copyOf(failing);
    fine = List.copyOf(fine);
  }

  /** How the bad attempts of some figures are spread. */
  public static Spread of(Figures figures, Axis axis) {
    return of(figures, axis, Series::bad);
  }

  /**
   * How any trouble is spread.
   *
   * @param trouble the attempts that are the trouble
   */
  public static Spread of(Figures figures, Axis axis, Predicate<Series> trouble) {
    List<String> failing = new ArrayList<>();
    List<String> fine = new ArrayList<>();
    for (Map.Entry<String, Figures> part : figures.by(axis).entrySet()) {
      long attempts = part.getValue().attempts();
      long failed = part.getValue().sum(trouble);
      if (failed >= FAILURES && failed >= FAILING * attempts) {
        failing.add(part.getKey());
      } else if (attempts >= ATTEMPTS && failed < FINE * attempts) {
        fine.add(part.getKey());
      }
    }
    return new Spread(axis, failing, fine);
  }

  /**
   * The one value that fails while another is fine; null if all fail, none does, or there is
   * nothing to compare with. For keys and versions ask about one model at a time: that others get
   * on well with another model says nothing; {@link #alone} does.
   */
  public @Nullable String only() {
    return failing.size() == 1 && !fine.isEmpty() ? failing.get(0) : null;
  }

  /**
   * The one value that fails on each failing model while others get on well with the same model;
   * null if there is none.
   */
  public static @Nullable String alone(Figures figures, Axis axis) {
    Set<String> only = new HashSet<>();
    for (String model : of(figures, Axis.MODEL).failing()) {
      String value = of(figures.at(Axis.MODEL, model), axis).only();
      only.add(value == null ? "" : value);
    }
    return only.size() == 1 && !only.contains("") ? only.iterator().next() : null;
  }
}
