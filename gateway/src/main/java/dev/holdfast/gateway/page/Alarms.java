package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alarm;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertMemory;
import dev.holdfast.alert.AlertRules;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.gauge.Gauges;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alarms that go on from what others remember. */
final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.alerts");

  private Alarms() {}

  /**
   * An alarm; a memory that cannot be read is none.
   *
   * @param memory as JSON; null for an alarm that has seen nothing yet
   */
  static Alarm of(
      Gauges gauges, AlertSettings settings, @Nullable String memory, Consumer<AlertChange> news) {
    return new Alarm(gauges, rules(settings, memory), news);
  }

  private static AlertRules rules(AlertSettings settings, @Nullable String memory) {
    if (memory == null) {
      return new AlertRules(settings);
    }
    try {
      return AlertRules.resume(settings, AlertMemory.of(memory));
    } catch (IllegalArgumentException e) {
      LOG.atError().addKeyValue("why", e.getMessage()).log("alerts begin anew");
      return new AlertRules(settings);
    }
  }
}
