package dev.holdfast.preflight;

/**
 * One thing found in a request.
 *
 * @param where such as {@code tools[3].name}
 * @param what a clause that goes on from there: "is missing"
 */
public record Finding(Check check, String where, String what) {
  /** Where and what. */
  public String sentence() {
    return where + " " + what;
  }
}
