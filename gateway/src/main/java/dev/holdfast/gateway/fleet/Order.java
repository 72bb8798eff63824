package dev.holdfast.gateway.fleet;

import dev.holdfast.alert.Alarm;
import dev.holdfast.alert.Deploy;
import dev.holdfast.alert.Silence;
import java.time.Instant;

/** What somebody wants of the alarm. Giving one twice does no harm. */
public sealed interface Order {
  /**
   * Carries it out.
   *
   * @return false if there is nothing it could be about
   */
  boolean give(Alarm alarm, Instant now);

  /** Somebody has taken an alert on. */
  record Acknowledge(String key) implements Order {
    @Override
    public boolean give(Alarm alarm, Instant now) {
      return alarm.acknowledge(key);
    }
  }

  /** Somebody says that an alert is over. */
  record Close(String key) implements Order {
    @Override
    public boolean give(Alarm alarm, Instant now) {
      return alarm.close(key, now);
    }
  }

  /** A new version of a calling program went live. */
  record Deployed(Deploy deploy) implements Order {
    @Override
    public boolean give(Alarm alarm, Instant now) {
      if (!alarm.deploys().contains(deploy)) {
        alarm.deployed(deploy);
      }
      return true;
    }
  }

  /** Alerts are to disturb nobody for a while. */
  record Silenced(Silence silence) implements Order {
    @Override
    public boolean give(Alarm alarm, Instant now) {
      alarm.silence(silence);
      return true;
    }
  }

  /** They may disturb again. */
  record Unsilenced(String id) implements Order {
    @Override
    public boolean give(Alarm alarm, Instant now) {
      return alarm.unsilence(id);
    }
  }
}
