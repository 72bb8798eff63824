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

  /** A call is over, and this is all that happened to it. Told once, after its last event. */
  default void over(Trail trail) {}

  /** Tells this one first, then {@code next}. */
  default Listener and(Listener next) {
    if (NONE.equals(next) || NONE.equals(this)) {
      // Every event of every call comes through here.
      return NONE.equals(next) ? this : next;
    }
    Listener first = this;
    return new Listener() {
      @Override
      public void on(CallEvent event) {
        first.on(event);
        next.on(event);
      }

      @Override
      public void over(Trail trail) {
        first.over(trail);
        next.over(trail);
      }
    };
  }
}
