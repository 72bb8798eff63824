package dev.holdfast.spring;

import dev.holdfast.Holdfast;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * OkHttp, each of whose calls is one call of the engine. Like every interceptor it works on the
 * thread that OkHttp gives it, also while it waits.
 */
final class GuardedOkHttp implements Interceptor {
  private final Holdfast holdfast;
  private final Duration hold;

  GuardedOkHttp(Holdfast holdfast, Duration hold) {
    this.holdfast = holdfast;
    this.hold = hold;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    OkHttpCall call = OkHttpCall.of(chain);
    if (call == null) {
      return chain.proceed(chain.request());
    }
    try {
      return holdfast.call(call.endpoint(), call.terms(hold), send -> call.attempt());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException told = new InterruptedIOException("interrupted");
      told.initCause(e);
      throw told;
    }
  }
}
