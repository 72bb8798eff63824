package dev.holdfast.gateway.history;

import org.jdbi.v3.core.Handle;

/** Something to be written, once: written again after a failure, it must change nothing. */
@FunctionalInterface
interface Write {
  /**
   * Writes, in a transaction of the caller's.
   *
   * @param run the run that writes
   */
  void to(Handle handle, long run);
}
