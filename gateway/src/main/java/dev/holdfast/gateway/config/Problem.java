package dev.holdfast.gateway.config;

/**
 * One thing that is wrong with a configuration, and how to mend it.
 *
 * @param where a file, an option or an environment variable
 * @param line in the file, from 1; 0 elsewhere
 * @param what begins with the key where there is one
 */
public record Problem(String where, int line, String what) {
  static Problem of(Source source, String key, String what) {
    return new Problem(source.where(), source.line(), key + ": " + what);
  }

  /** One line for people: {@code holdfast.yaml:12: retry.time-budget: '15' lacks a unit: …}. */
  @Override
  public String toString() {
    return (line > 0 ? where + ":" + line : where) + ": " + what;
  }
}
