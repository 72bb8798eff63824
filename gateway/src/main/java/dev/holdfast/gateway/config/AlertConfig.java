package dev.holdfast.gateway.config;

import dev.holdfast.alert.AlertSettings;
import java.util.List;

/**
 * When humans are called, and where.
 *
 * @param mode who calls them
 * @param sinks where alerts are told; empty: the log alone
 * @param settings the numbers of the rules
 */
public record AlertConfig(Mode mode, List<SinkConfig> sinks, AlertSettings settings) {
  /** The rules of the guide, told to the log. */
  public static final AlertConfig DEFAULT =
      new AlertConfig(Mode.LOCAL, List.of(), AlertSettings.defaults());

  /** Nobody looks. */
  public static final AlertConfig OFF =
      new AlertConfig(Mode.OFF, List.of(), AlertSettings.defaults());

  /** Who calls humans. */
  public enum Mode {
    /** This gateway. */
    LOCAL,
    /** One of several gateways, for the calls of all. */
    LEADER,
    /** Prometheus does; the gateway logs and shows what it sees. */
    EXTERNAL,
    /** Nobody looks. */
    OFF
  }

  public AlertConfig {
    sinks = List.copyOf(sinks);
  }
}
