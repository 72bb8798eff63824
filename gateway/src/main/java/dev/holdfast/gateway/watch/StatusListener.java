package dev.holdfast.gateway.watch;

import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.UpstreamStatus;

/** Told of each look at the status page, on an event loop: be quick, and throw nothing. */
public interface StatusListener {
  /** Nobody listens. */
  StatusListener NONE = status -> {};

  /** The page was looked at; whether it could be read is in the status. */
  void looked(UpstreamStatus status);

  /** The page's longer list was read: the incidents of the last weeks, ended ones included. */
  default void past(Page incidents) {}

  /** Tells this one first, then {@code next}. */
  default StatusListener with(StatusListener next) {
    StatusListener first = this;
    return new StatusListener() {
      @Override
      public void looked(UpstreamStatus status) {
        first.looked(status);
        next.looked(status);
      }

      @Override
      public void past(Page incidents) {
        first.past(incidents);
        next.past(incidents);
      }
    };
  }
}
