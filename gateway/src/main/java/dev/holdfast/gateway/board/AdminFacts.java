package dev.holdfast.gateway.board;

/** What the admin listener asks the gateway. */
public interface AdminFacts {
  /**
   * Whether calls are welcome: listening, config loaded, not draining. The upstream's health is not
   * asked: a gateway matters most while the upstream is down. Asked on an event loop: be quick.
   */
  boolean ready();

  /** The metrics in Prometheus' text format 0.0.4; asked on a worker thread. */
  String metrics();
}
