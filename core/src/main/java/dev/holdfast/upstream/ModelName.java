package dev.holdfast.upstream;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as people write it: "Claude Opus 4.6", "3.5 Sonnet", "haiku".
 *
 * @param kind {@code opus}; {@code claude} for the early models that had a number only
 * @param version {@code 4.6}; null if none was written, which means all of that kind
 */
public record ModelName(String kind, @Nullable String version) {
  /** Without a trailing ".0": "Sonnet 4.0" and "Sonnet 4" are one model. */
  public ModelName {
    kind = kind.toLowerCase(Locale.ROOT);
    if (version != null && version.endsWith(".0")) {
      version = version.substring(0, version.length() - 2);
    }
  }

  /**
   * The model of a family as the engine names them, {@code opus-4-6} or {@code 3-5-sonnet}.
   *
   * @return null where none can be told, as for a call without a model
   */
  public static @Nullable ModelName of(String family) {
    Set<ModelName> named = ModelNames.in("claude-" + family);
    return named.size() == 1 ? named.iterator().next() : null;
  }

  /** Whether the two may be the same model. */
  public boolean covers(ModelName other) {
    return kind.equals(other.kind)
        && (version == null || other.version == null || version.equals(other.version));
  }

  @Override
  public String toString() {
    return version == null ? kind : kind + " " + version;
  }
}
