package dev.holdfast.call;

/**
 * What a request will take of its quota, as far as it can be told from the request.
 *
 * @param input an estimate of its input tokens, such as a quarter of its bytes; 0 if there is none.
 *     It is corrected by what answers say that they used
 * @param fast whether it asks for fast mode, which has limits of its own
 */
public record Load(long input, boolean fast) {
  /** Nothing is known of the request. */
  public static final Load UNKNOWN = new Load(0, false);
}
