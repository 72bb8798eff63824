import org.jspecify.annotations.NullMarked;

/** The engine of Holdfast: pure policy, one dependency, no I/O below {@code dev.holdfast.drive}. */
@NullMarked
module dev.holdfast {
  requires com.fasterxml.jackson.core;
  requires java.net.http;
  requires static transitive org.jspecify;

  exports dev.holdfast;
  exports dev.holdfast.alert;
  exports dev.holdfast.breaker;
  exports dev.holdfast.call;
  exports dev.holdfast.decide;
  exports dev.holdfast.drive;
  exports dev.holdfast.event;
  exports dev.holdfast.gauge;
  exports dev.holdfast.outcome;
  exports dev.holdfast.preflight;
  exports dev.holdfast.quota;
  exports dev.holdfast.reading;
  exports dev.holdfast.retry;
  exports dev.holdfast.situation;
  exports dev.holdfast.tale;
  exports dev.holdfast.upstream;
  exports dev.holdfast.verdict;
}
