package dev.holdfast.preflight;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes and gives, in tokens. Models that are not in the table are not judged.
 *
 * @param output the largest {@code max_tokens} of a message
 * @param context input and output together
 * @see <a href="https://platform.claude.com/docs/en/about-claude/models/overview">Models</a>
 */
record ModelLimits(int output, int context) {
  private static final ModelLimits LARGE = new ModelLimits(128_000, 1_000_000);
  private static final ModelLimits SMALL = new ModelLimits(64_000, 200_000);

  private static final Map<String, ModelLimits> KNOWN =
      Map.ofEntries(
          Map.entry("claude-opus-4-5", SMALL),
          Map.entry("claude-sonnet-4-5", SMALL),
          Map.entry("claude-haiku-4-5", SMALL),
          Map.entry("claude-opus-4-6", LARGE),
          Map.entry("claude-sonnet-4-6", LARGE),
          Map.entry("claude-opus-4-7", LARGE),
          Map.entry("claude-opus-4-8", LARGE),
          Map.entry("claude-opus-5", LARGE),
          Map.entry("claude-opus-5-5", LARGE),
          Map.entry("claude-sonnet-5", LARGE),
          Map.entry("claude-sonnet-5-5", LARGE),
          Map.entry("claude-haiku-5-5", LARGE),
          Map.entry("claude-fable-5", LARGE),
          Map.entry("claude-fable-5-1", LARGE),
          Map.entry("claude-fable-5-2", LARGE),
          Map.entry("claude-mythos-preview", LARGE),
          Map.entry("claude-mythos-5", LARGE),
          Map.entry("claude-mythos-5-1", LARGE),
          Map.entry("claude-mythos-5-2", LARGE));

  private static final int DATE = "-20yymmdd".length();

  /** The limits of a model by its id, with or without date; null if it is not known. */
  static @Nullable ModelLimits of(@Nullable String model) {
    if (model == null) {
      return null;
    }
    ModelLimits limits = KNOWN.get(model);
    int undated = model.length() - DATE;
    boolean dated = limits == null && undated > 0 && model.startsWith("-20", undated);
    return dated ? KNOWN.get(model.substring(0, undated)) : limits;
  }
}
