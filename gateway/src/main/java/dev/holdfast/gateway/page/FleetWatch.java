package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alarm;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertNames;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.alert.Surroundings;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.Fleet.Meeting;
import dev.holdfast.gateway.fleet.Order;
import dev.holdfast.gateway.page.PagerView.Lead;
import dev.holdfast.gateway.page.PagerView.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of several gateways are looked at by one of them, which calls humans for all. The
 * others know what it knows, and any of them goes on when it is gone. Where they cannot meet for a
 * minute, each looks at its own calls under a name of its own: nobody sleeps through an outage
 * because a database has one too.
 */
final class FleetWatch implements Watch {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.alerts");

  /** Others tell every ten seconds: what is older than this has been told. */
  private static final Duration LAG = Duration.ofSeconds(15);

  /** Who was not seen for so long does not lead any more. The store sees to that too. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final AlertSettings settings;
  private final Vantage vantage;
  private final Fleet fleet;
  private final Outbox outbox;
  private final Consumer<AlertChange> news;
  private final Together together;

  /** What was ordered while nobody could be met. */
  private final List<Order> meanwhile = new ArrayList<>();

  private @Nullable Instant apartSince;
  private boolean joined;
  private volatile Lead lead = new Lead(Role.FOLLOWS, null);
  private volatile Alarm alarm;
  private volatile @Nullable String failing;

  /**
   * A watch that has met nobody yet.
   *
   * @param settings of the installation; an instance named there is used while it is alone
   */
  FleetWatch(
      AlertSettings settings,
      Vantage vantage,
      Fleet fleet,
      Outbox outbox,
      Consumer<AlertChange> news) {
    this.settings = settings;
    this.vantage = vantage;
    this.fleet = fleet;
    this.outbox = outbox;
    this.news = news;
    this.together = new Together(fleet.name(), vantage.gauges().home());
    this.alarm = copy(null);
  }

  /** The alarm of all. */
  private Alarm common(@Nullable String memory, Consumer<AlertChange> listener) {
    AlertNames names = new AlertNames(settings.names().env(), null);
    return Alarms.of(together.gauges(), settings.with(names), memory, listener);
  }

  /** What the leader knows, to be looked at: it tells nobody. */
  private Alarm copy(@Nullable String memory) {
    return common(memory, change -> {});
  }

  @Override
  public Alarm alarm() {
    return alarm;
  }

  @Override
  public void resume() {
    // Only who leads goes on.
  }

  @Override
  public void look(Instant now) {
    Surroundings around = vantage.around().get();
    Meeting meeting;
    try {
      meeting = meet(now, around);
    } catch (RuntimeException e) {
      apart(now, around, e);
      return;
    }
    boolean again = apartSince != null;
    apartSince = null;
    if (meeting.leads()) {
      lead(meeting, around, now, again);
    } else {
      follow(meeting, now);
    }
  }

  private Meeting meet(Instant now, Surroundings around) {
    Meeting meeting = fleet.meet(together.telling(vantage.gauges().snapshot(now), around));
    together.hear(meeting.heard(), now);
    failing = together.failing(now.minus(LAG));
    if (!joined) {
      fleet.usual(together.gauges(), together.since(now));
      joined = true;
    }
    return meeting;
  }

  private void lead(Meeting meeting, Surroundings around, Instant now, boolean again) {
    if ((again || lead.role() != Role.LEADS) && !takeOver(now)) {
      return;
    }
    outbox.until(now.plus(LEASE));
    meeting.orders().forEach(order -> order.give(alarm, now));
    meanwhile.forEach(order -> order.give(alarm, now));
    meanwhile.clear();
    alarm.evaluate(now.minus(LAG), together.around(around));
  }

  /** False if the store cannot be asked for what the leader before knew. */
  private boolean takeOver(Instant now) {
    leave(now);
    OutboxStore.Saved saved = outbox.resume();
    if (saved == null) {
      return false;
    }
    turn(new Lead(Role.LEADS, fleet.name()), common(saved.memory(), news));
    return true;
  }

  private void follow(Meeting meeting, Instant now) {
    leave(now);
    outbox.until(Instant.MAX);
    turn(new Lead(Role.FOLLOWS, meeting.leader()), copy(meeting.memory()));
    meanwhile.forEach(fleet::hand);
    meanwhile.clear();
  }

  /**
   * What was told alone is over, for it is the leader's from here on; what was led is another's.
   */
  private void leave(Instant now) {
    if (lead.role() == Role.LEADS) {
      outbox.forget();
    } else if (lead.role() == Role.ALONE) {
      List<Alert> open = alarm.alerts().stream().filter(one -> one.state().open()).toList();
      open.forEach(one -> alarm.close(one.name().key(), now));
    }
    if (lead.role() != Role.FOLLOWS) {
      lead = new Lead(Role.FOLLOWS, null);
    }
  }

  private void apart(Instant now, Surroundings around, RuntimeException why) {
    Instant since = apartSince == null ? now : apartSince;
    apartSince = since;
    if (lead.role() != Role.ALONE && !now.isBefore(since.plus(LEASE))) {
      LOG.atError().addKeyValue("why", why.getMessage()).log("alerts: nobody to be met");
      leave(now);
      outbox.until(Instant.MAX);
      turn(new Lead(Role.ALONE, fleet.name()), alone());
    }
    if (lead.role() == Role.ALONE) {
      alarm.evaluate(now, around);
    }
  }

  /** An alarm for this gateway's own calls, under its name. What was silenced for all stays so. */
  private Alarm alone() {
    AlertNames names = new AlertNames(settings.names().env(), fleet.name());
    Alarm own = Alarms.of(vantage.gauges(), settings.with(names), null, news);
    alarm.silences().forEach(own::silence);
    alarm.deploys().forEach(own::deployed);
    return own;
  }

  private void turn(Lead next, Alarm with) {
    alarm = with;
    if (!next.equals(lead)) {
      LOG.atInfo().addKeyValue("leader", next.name()).log("alerts: {}", next.said());
    }
    lead = next;
  }

  @Override
  public boolean order(Order order, Instant now) {
    boolean done = order.give(alarm, now);
    if (done && lead.role() == Role.FOLLOWS) {
      fleet.hand(order);
    } else if (done && lead.role() == Role.ALONE) {
      meanwhile.add(order);
    }
    return done;
  }

  @Override
  public boolean tells() {
    return lead.role() != Role.FOLLOWS;
  }

  @Override
  public @Nullable String memory() {
    return lead.role() == Role.LEADS ? alarm.memory().json() : null;
  }

  @Override
  public Lead lead() {
    return lead;
  }

  @Override
  public @Nullable String failing() {
    return lead.role() == Role.ALONE ? null : failing;
  }
}
