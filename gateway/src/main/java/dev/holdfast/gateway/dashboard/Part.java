package dev.holdfast.gateway.dashboard;

/** A part of the page that is replaced as a whole when its facts change. */
interface Part {
  /** Its id in the page. */
  String id();

  /** Writes what is in it. */
  void write(Html to, Moment moment);
}
