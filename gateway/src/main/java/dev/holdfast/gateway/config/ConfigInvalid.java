package dev.holdfast.gateway.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A configuration cannot be used; carries every problem, in the order of the file. */
public final class ConfigInvalid extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigInvalid(List<Problem> problems) {
    this(problems, null);
  }

  ConfigInvalid(List<Problem> problems, @Nullable Exception cause) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}
