package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.Silence;
import dev.holdfast.gateway.config.AlertConfig.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pager at one moment, for the board.
 *
 * @param mode who calls humans
 * @param kept whether alerts and letters outlive the process
 * @param alerts pending or open, oldest first
 * @param told the last news, newest first, and how the sinks do
 * @param orders what people have told it
 * @param lead who calls humans; null if each gateway does for itself
 */
public record PagerView(
    Mode mode, boolean kept, List<Alert> alerts, Told told, Orders orders, @Nullable Lead lead) {
  /**
   * Who calls humans for several gateways.
   *
   * @param role of this one
   * @param name of the one that does; null if that is nobody yet
   */
  public record Lead(Role role, @Nullable String name) {
    /** The same in a sentence. */
    public String said() {
      return switch (role) {
        case LEADS -> "humans are called by this gateway, for all";
        case FOLLOWS ->
            "humans are called by " + (name == null ? "nobody yet" : name + ", for all");
        case ALONE -> "humans are called by each gateway for itself: they cannot meet";
      };
    }
  }

  /** What a gateway is to the others. */
  public enum Role {
    /** It calls humans, for all. */
    LEADS,
    /** Another one does. */
    FOLLOWS,
    /** It cannot meet the others, and looks at its own calls. */
    ALONE
  }

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
