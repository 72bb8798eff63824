package dev.holdfast.call;

import dev.holdfast.preflight.Extent;
import dev.holdfast.preflight.RequestShape;
import dev.holdfast.preflight.SizeLink;
import dev.holdfast.verdict.ErrorKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call's evidence on size and timeouts. It counts once, however often it is tried: else one
 * request that times out again and again would look like many.
 */
final class Measure {
  private final RequestShape shape;
  private final @Nullable Extent extent;
  private boolean told;
  private boolean late;

  Measure(RequestShape shape, @Nullable Extent extent) {
    this.shape = shape;
    this.extent = extent;
  }

  /** An attempt came back. Failures of other kinds say nothing about size. */
  void settle(Instant now, ErrorKind kind) {
    late = kind == ErrorKind.TIMEOUT;
    if (extent != null && !told && (late || kind == ErrorKind.OK)) {
      told = true;
      shape.add(extent, late, now);
    }
  }

  /** What size has to do with the timeout at hand, if it was one. */
  SizeLink link() {
    return extent == null || !late ? SizeLink.UNDECIDED : shape.link(extent);
  }
}
