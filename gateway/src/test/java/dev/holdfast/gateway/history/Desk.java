package dev.holdfast.gateway.history;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.history.History.Identity;
import dev.holdfast.gateway.history.History.Past;
import dev.holdfast.gateway.security.Aliases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A history with a clock that is set by hand, and a pen that writes only when told. */
final class Desk implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  final Tally tally = new Tally();
  final Aliases aliases = Aliases.remembered();
  final History history;
  private Instant now = NOON;

  private Desk(GatewayConfig.History config) {
    InstantSource clock = () -> now;
    Past past = new Past(tally.gauges, aliases);
    history = new History(config, past, new Identity("here:5290", "0"), clock);
  }

  static Desk in(Path file) {
    return new Desk(GatewayConfig.History.in(file));
  }

  static Desk at(GatewayConfig.History config) {
    return new Desk(config);
  }

  Instant now() {
    return now;
  }

  /** It is a while later, and everything up to now is written. */
  Desk later(Duration time) {
    now = now.plus(time);
    history.flush(Duration.ofMinutes(1));
    return this;
  }

  long number(String sql) throws HistoryOff {
    return history.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Override
  public void close() {
    history.close();
  }
}
