package dev.holdfast.http;

import dev.holdfast.decide.Reason;
import dev.holdfast.drive.CallFailed;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Failures as the JDK's own client throws them. */
final class Failures {
  private Failures() {}

  /** What stages wrap. */
  static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
    Throwable e = thrown;
    while (e instanceof CompletionException && e.getCause() != null) {
      e = e.getCause();
    }
    return e;
  }

  /**
   * The request's timeout passed: that is what its caller is told, however it came. A timer may be
   * a moment ahead of the engine's clock, and then the call counts as cancelled; a caller who did
   * cancel is told nothing any more.
   */
  static @Nullable Throwable told(@Nullable Throwable thrown) {
    Throwable e = unwrapped(thrown);
    if (e instanceof CallFailed failed && timedOut(failed.ending().reason())) {
      HttpTimeoutException timeout = new HttpTimeoutException("request timed out");
      timeout.initCause(failed);
      return timeout;
    }
    return e;
  }

  private static boolean timedOut(Reason reason) {
    return reason == Reason.DEADLINE || reason == Reason.CANCELLED;
  }

  /** Throws what a future was completed with, unchecked if that is what it is. */
  static IOException thrown(@Nullable Throwable cause) {
    Throwable e = unwrapped(cause);
    if (e instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof IOException io ? io : new IOException(e);
  }
}
