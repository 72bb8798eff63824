package dev.holdfast.decide;

/** Whether a request that may have run may be sent again. */
public enum Replay {
  /** Reading, or a message: at worst it costs twice. The whole table applies. */
  FREE,
  /** Anything else: only if it certainly did not run. */
  ONLY_IF_REFUSED;

  /**
   * The rule of a request to Anthropic's API.
   *
   * @param method in upper case
   * @param path without query
   */
  public static Replay of(String method, String path) {
    if (method.equals("GET") || method.equals("HEAD")) {
      return FREE;
    }
    boolean message = path.endsWith("/v1/messages") || path.endsWith("/v1/messages/count_tokens");
    return method.equals("POST") && message ? FREE : ONLY_IF_REFUSED;
  }
}
