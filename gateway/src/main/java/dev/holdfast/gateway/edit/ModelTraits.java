package dev.holdfast.gateway.edit;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model family takes, as Anthropic documents it (models overview, adaptive thinking, effort;
 * autumn 2026). An unknown family is taken for the newest generation.
 *
 * @param most the greatest {@code max_tokens}
 * @param sampling whether it takes {@code temperature}, {@code top_p} and {@code top_k}
 * @param effort whether it takes {@code output_config.effort}
 * @param prefill whether it goes on with an answer that the request begins
 * @param thinking the types of {@code thinking} it takes
 */
record ModelTraits(
    long most, boolean sampling, boolean effort, boolean prefill, Set<String> thinking) {
  private static final Set<String> BUDGET = Set.of("enabled", "disabled");
  private static final Set<String> BOTH = Set.of("enabled", "adaptive", "disabled");
  private static final Set<String> ADAPTIVE = Set.of("adaptive", "disabled");
  private static final Set<String> ALWAYS = Set.of("adaptive");

  private static final Pattern HAIKU = Pattern.compile("haiku-4-5|haiku-4");
  private static final Pattern FOUR_FIVE =
      Pattern.compile("(opus|sonnet)-4(-[015])?|3-.*|sonnet-4-5");
  private static final Pattern FOUR_SIX = Pattern.compile("(opus|sonnet)-4-6");
  private static final Pattern THINKS_ALWAYS = Pattern.compile("fable.*|mythos.*|opus-5-5");

  static ModelTraits of(String family) {
    if (HAIKU.matcher(family).matches()) {
      return new ModelTraits(64_000, true, false, true, BUDGET);
    }
    if (FOUR_FIVE.matcher(family).matches()) {
      boolean effort = family.equals("opus-4-5");
      return new ModelTraits(64_000, true, effort, true, BUDGET);
    }
    if (FOUR_SIX.matcher(family).matches()) {
      return new ModelTraits(128_000, true, true, false, BOTH);
    }
    boolean always = THINKS_ALWAYS.matcher(family).matches();
    return new ModelTraits(128_000, false, true, false, always ? ALWAYS : ADAPTIVE);
  }
}
