package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.Silence;
import dev.holdfast.gateway.config.AlertConfig.Mode;
import java.util.List;

/**
 * A pager at one moment, for the board.
 *
 * @param mode who calls humans
 * @param kept whether alerts and letters outlive the process
 * @param alerts pending or open, oldest first
 * @param told the last news, newest first, and how the sinks do
 * @param orders what people have told it
 */
public record PagerView(Mode mode, boolean kept, List<Alert> alerts, Told told, Orders orders) {
  /** What was told. */
  public record Told(List<AlertChange> log, List<SinkState> sinks) {}

  /** What people have told it. */
  public record Orders(List<Silence> silences, List<Deploy> deploys) {}

  public PagerView {
    alerts = List.copyOf(alerts);
  }

  List<AlertChange> log() {
    return told.log();
  }

  List<SinkState> sinks() {
    return told.sinks();
  }

  List<Silence> silences() {
    return orders.silences();
  }

  List<Deploy> deploys() {
    return orders.deploys();
  }
}
