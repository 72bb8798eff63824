package dev.holdfast.quota;

import dev.holdfast.breaker.Priority;

/**
 * A request's share of a quota, or its place in the line for one. To be given back if it is not
 * sent. All of it is guarded by the cell's lock.
 */
public final class Reservation {
  private final Ask ask;
  private final Cost cost;
  private boolean waiting;
  private boolean taken;

  /** When it was told that its turn would come. */
  private long told;

  private long takenAt;

  Reservation(Ask ask, Cost cost) {
    this.ask = ask;
    this.cost = cost;
  }

  Priority priority() {
    return ask.priority();
  }

  Ask ask() {
    return ask;
  }

  Cost cost() {
    return cost;
  }

  boolean waiting() {
    return waiting;
  }

  void waits(boolean now) {
    waiting = now;
  }

  long told() {
    return told;
  }

  void tell(long when) {
    told = when;
  }

  boolean taken() {
    return taken;
  }

  long takenAt() {
    return takenAt;
  }

  void take(long now) {
    taken = true;
    takenAt = now;
  }

  /** Used, or given back; true the first time. */
  boolean close() {
    boolean was = taken;
    taken = false;
    return was;
  }
}
