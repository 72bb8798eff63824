package dev.holdfast.gateway.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The wish that a command should end: by SIGTERM, by Ctrl-C, or by a test.
 *
 * <p>Java has no API of its own for signals, and a shutdown hook cannot choose the exit code.
 * {@code sun.misc.Signal} is what every JDK has; it is reached by reflection, because javac warns
 * of it without a way to hush. Where it is missing, signals end the process as always.
 */
public final class Stop {
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Nobody has asked yet. */
  public Stop() {}

  /** Asks. */
  public void ask() {
    asked.countDown();
  }

  /** Blocks until somebody asks. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Blocks until somebody asks, at most for a while; whether somebody has. */
  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGTERM and SIGINT ask; a second SIGINT ends the process on the spot. */
  void listenToSignals() {
    listenToSignals(() -> {});
  }

  /** The same, and runs something when they do. */
  void listenToSignals(Runnable wish) {
    on(
        "TERM",
        name -> {
          ask();
          wish.run();
        });
    on(
        "INT",
        name -> {
          if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(130);
          }
          ask();
          wish.run();
        });
  }

  /** Hands a signal to {@code handler} instead of ending the process. */
  static void on(String name, Consumer<String> handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, args) -> {
                handler.accept(name);
                return null;
              });
      Object one = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handlerType).invoke(null, one, proxy);
    } catch (ReflectiveOperationException e) {
      // The signal keeps its usual meaning.
    }
  }
}
