package dev.holdfast.quota;

/**
 * Which calls of an account share their limits: those to one class of models, or to one of the
 * endpoints that have limits of their own.
 *
 * @param name the class of models, {@code opus-5}, or the endpoint, {@code count_tokens}
 * @param fast whether it is the pool of fast mode
 */
public record Pool(String name, boolean fast) {
  private static final String MESSAGES = "/v1/messages";

  /**
   * The pool of a call.
   *
   * @param path without ids and query
   * @param family the model family, {@code opus-5}
   * @param fast whether the request asks for fast mode
   */
  public static Pool of(String path, String family, boolean fast) {
    if (path.endsWith(MESSAGES)) {
      return new Pool(models(family), fast);
    }
    return new Pool(path.substring(path.lastIndexOf('/') + 1), false);
  }

  /**
   * Models that share their limits (Anthropic, "Rate limits": limits apply to each model, but for
   * these they are the sum over the versions). Any other family stands alone.
   */
  private static String models(String family) {
    return switch (family) {
      case "opus-4-5", "opus-4-6", "opus-4-7", "opus-4-8" -> "opus-4.x";
      case "sonnet-4-5", "sonnet-4-6" -> "sonnet-4.x";
      case "fable-5", "fable-5-1" -> "fable-5.x";
      default -> family;
    };
  }

  /** The name as pages show it: {@code opus-5}, {@code opus-5 fast}. */
  public String label() {
    return fast ? name + " fast" : name;
  }
}
