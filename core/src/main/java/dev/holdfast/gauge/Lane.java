package dev.holdfast.gauge;

/**
 * One caller's way to one place. {@code -} stands for what was not said, {@code other} for all that
 * there was no room to tell apart.
 *
 * @param endpoint the kind of path, {@code /v1/messages}; with its host before it, unless that is
 *     the upstream the gauges are about
 * @param model the model family, {@code opus-5}
 * @param key the alias of the credential; {@link #STRANGER} until the upstream accepted it once
 * @param version what the caller calls its version
 */
public record Lane(String endpoint, String model, String key, String version) {
  /** All that there was no room to tell apart. */
  public static final String OTHER = "other";

  /** Every credential that the upstream has not accepted yet: callers may send any. */
  public static final String STRANGER = "unknown";

  /** The same place, for all that there was no room to tell apart. */
  Lane folded() {
    return new Lane(endpoint, OTHER, OTHER, OTHER);
  }
}
