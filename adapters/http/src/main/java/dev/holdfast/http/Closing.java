package dev.holdfast.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Methods that {@link HttpClient} has since Java 21, called where they exist. */
final class Closing {
  private Closing() {}

  static void close(HttpClient client) {
    call(client, "close", null);
  }

  static void shutdown(HttpClient client) {
    call(client, "shutdown", null);
  }

  static void shutdownNow(HttpClient client) {
    call(client, "shutdownNow", null);
  }

  static boolean isTerminated(HttpClient client) {
    return Boolean.TRUE.equals(call(client, "isTerminated", null));
  }

  static boolean awaitTermination(HttpClient client, Duration atMost) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return !Boolean.FALSE.equals(call(client, "awaitTermination", atMost));
  }

  private static @Nullable Object call(HttpClient client, String name, @Nullable Duration with) {
    try {
      return with == null
          ? HttpClient.class.getMethod(name).invoke(client)
          : HttpClient.class.getMethod(name, Duration.class).invoke(client, with);
    } catch (NoSuchMethodException olderJdk) {
      return null;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return false;
      }
      throw e.getCause() instanceof RuntimeException thrown
          ? thrown
          : new UndeclaredThrowableException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
