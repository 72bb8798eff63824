package dev.holdfast.event;

/**
 * Told of everything that happens to calls. Called on the thread that drives the call, outside any
 * lock: be quick. What it throws is not caught; a listener that may fail must catch for itself.
 */
@FunctionalInterface
public interface Listener {
  /** Nobody listens. */
  Listener NONE = event -> {};

  /** Something happened. */
  void on(CallEvent event);

  /** Tells this one first, then {@code next}. */
  default Listener and(Listener next) {
    return event -> {
      on(event);
      next.on(event);
    };
  }
}
