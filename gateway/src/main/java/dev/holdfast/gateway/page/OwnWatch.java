package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alarm;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.gateway.fleet.Order;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** This gateway's own calls are looked at, whatever others see. */
final class OwnWatch implements Watch {
  private final AlertSettings settings;
  private final Vantage vantage;
  private final Outbox outbox;
  private final Consumer<AlertChange> news;
  private boolean resumed;
  private volatile Alarm alarm;

  OwnWatch(AlertSettings settings, Vantage vantage, Outbox outbox, Consumer<AlertChange> news) {
    this.settings = settings;
    this.vantage = vantage;
    this.outbox = outbox;
    this.news = news;
    this.alarm = Alarms.of(vantage.gauges(), settings, null, news);
  }

  @Override
  public Alarm alarm() {
    return alarm;
  }

  @Override
  public void resume() {
    OutboxStore.Saved saved = resumed ? null : outbox.resume();
    resumed |= saved != null;
    boolean fresh = alarm.alerts().isEmpty();
    if (saved != null && saved.memory() != null && fresh) {
      alarm = Alarms.of(vantage.gauges(), settings, saved.memory(), news);
    }
  }

  @Override
  public void look(Instant now) {
    resume();
    alarm.evaluate(now, vantage.around().get());
  }

  @Override
  public boolean order(Order order, Instant now) {
    return order.give(alarm, now);
  }

  @Override
  public boolean tells() {
    return true;
  }

  @Override
  public String memory() {
    return alarm.memory().json();
  }

  @Override
  public PagerView.@Nullable Lead lead() {
    return null;
  }

  @Override
  public @Nullable String failing() {
    return null;
  }
}
