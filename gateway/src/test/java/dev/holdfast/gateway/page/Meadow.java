package dev.holdfast.gateway.page;

import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.Order;
import dev.holdfast.gateway.fleet.OrderJson;
import dev.holdfast.gateway.fleet.Telling;
import dev.holdfast.gateway.fleet.TellingJson;
import dev.holdfast.gauge.Gauges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place where gateways meet, in memory; all that passes through is text. */
final class Meadow {
  private final Kept kept = new Kept();
  private final List<String> tellings = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();
  private final Set<String> away = new HashSet<>();
  private @Nullable Gate leader;

  /** The way of one gateway to it. */
  Gate gate(String name) {
    return new Gate(name);
  }

  /** Whether the store knows of no letter that is still to be delivered. */
  boolean delivered() {
    return kept.delivered();
  }

  /** A gateway cannot come any more, or can again; its lock is gone with its connection. */
  void away(String name, boolean is) {
    if (is) {
      away.add(name);
      if (leader != null && leader.name.equals(name)) {
        leader = null;
      }
    } else {
      away.remove(name);
    }
  }

  final class Gate implements Fleet, OutboxStore {
    private final String name;
    private int heard;
    private int taken;

    private Gate(String name) {
      this.name = name;
    }

    private void check() {
      if (away.contains(name)) {
        throw new IllegalStateException("the database does not answer");
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public synchronized Meeting meet(Telling told) {
      check();
      tellings.add(TellingJson.write(told));
      leader = leader == null ? this : leader;
      boolean leads = leader == this;
      List<Telling> others = new ArrayList<>();
      for (; heard < tellings.size(); heard++) {
        Telling one = TellingJson.read(tellings.get(heard));
        if (!one.life().equals(told.life())) {
          others.add(one);
        }
      }
      taken = leads ? orders.size() : 0;
      List<Order> given = leads ? orders.stream().map(OrderJson::read).toList() : List.of();
      return new Meeting(leads, leader.name, others, given, leads ? null : kept.load().memory());
    }

    @Override
    public void usual(Gauges gauges, Instant before) {
      check();
    }

    @Override
    public void hand(Order order) {
      check();
      orders.add(OrderJson.write(order));
    }

    @Override
    public Saved load() {
      check();
      return kept.load();
    }

    @Override
    public void save(String memory, List<Letter> added, Collection<Letter> gone) {
      check();
      if (leader != this) {
        throw new IllegalStateException("another gateway may lead by now");
      }
      kept.save(memory, added, gone);
      orders.subList(0, taken).clear();
      taken = 0;
    }

    @Override
    public void update(Letter letter) {
      check();
      kept.update(letter);
    }

    @Override
    public void remove(Letter letter) {
      check();
      kept.remove(letter);
    }
  }
}
