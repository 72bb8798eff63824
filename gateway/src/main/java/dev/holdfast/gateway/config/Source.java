package dev.holdfast.gateway.config;

/**
 * Where a value was written.
 *
 * @param where a file, an option or an environment variable
 * @param line in the file, from 1; 0 elsewhere
 */
record Source(String where, int line) {
  static final Source DEFAULT = new Source("default", 0);
}
