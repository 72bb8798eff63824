package dev.holdfast.gateway.history;

import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.gateway.fleet.Order;
import dev.holdfast.gateway.fleet.OrderJson;
import dev.holdfast.gateway.fleet.Telling;
import dev.holdfast.gateway.fleet.TellingJson;
import dev.holdfast.gateway.page.Letter;
import dev.holdfast.gateway.page.OutboxStore;
import dev.holdfast.gauge.Gauges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where gateways meet that call humans together: their common history in PostgreSQL. The leader's
 * lock belongs to the connection that writes, so whoever lost the one can write nothing of the
 * other. Confined to the alerts' thread, but for what couriers change of letters.
 */
public final class FleetStore implements Fleet, OutboxStore {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast.alerts");

  /** A transaction that began before another may end after it. */
  private static final long LATE_MILLIS = 60_000;

  private static final long KEPT_MILLIS = 3_600_000;

  /** The longest word in the key of an alert. */
  private static final int WORD = 40;

  private final History history;
  private final String env;
  private final String name;
  private final AlertStore store;
  private final LeaderLock lock;

  /** The last telling that was heard of each source. */
  private final Map<String, Long> heard = new HashMap<>();

  private final List<Long> taken = new ArrayList<>();
  private @Nullable Long last;

  /**
   * The meeting place of an installation.
   *
   * @param env which one
   * @param name of this gateway; of a long one the end counts
   */
  public FleetStore(History history, String env, String name) {
    this.history = history;
    this.env = env;
    this.name = name.substring(Math.max(0, name.length() - WORD)).replace('/', '-');
    this.store = new AlertStore(history, "fleet/" + env);
    this.lock = new LeaderLock(env, this.name);
  }

  /** Something left by another gateway. */
  private record Left(long id, String source, String body) {}

  /** What one round brought, before it is known to be committed. */
  private record Round(Meeting meeting, List<Left> tellings, List<Left> orders, long now) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public Meeting meet(Telling told) {
    Round round = AlertStore.kept(history.change(handle -> round(handle, told)));
    last = round.now();
    round.tellings().forEach(one -> heard.merge(one.source(), one.id(), Math::max));
    taken.clear();
    round.orders().forEach(order -> taken.add(order.id()));
    return round.meeting();
  }

  private Round round(Handle handle, Telling told) {
    handle
        .createUpdate("INSERT INTO fleet_telling (env, source, body) VALUES (:env, :life, :body)")
        .bind("env", env)
        .bind("life", told.life())
        .bind("body", TellingJson.write(told))
        .execute();
    long now = now(handle);
    boolean leads = lock.take(handle);
    if (leads) {
      tidy(handle, now);
    }
    List<Left> tellings = tellings(handle, told.life(), now);
    List<Left> orders = leads ? orders(handle) : List.of();
    Meeting meeting =
        new Meeting(
            leads,
            lock.holder(handle),
            read(tellings, TellingJson::read),
            read(orders, OrderJson::read),
            leads ? null : store.memory(handle));
    return new Round(meeting, tellings, orders, now);
  }

  private static long now(Handle handle) {
    return handle
        .createQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
        .mapTo(Long.class)
        .one();
  }

  private void tidy(Handle handle, long now) {
    handle.execute(
        "DELETE FROM fleet_telling WHERE env = ? AND told_at < ?", env, now - KEPT_MILLIS);
  }

  private List<Left> tellings(Handle handle, String own, long now) {
    Long before = last;
    long since = before == null ? now - KEPT_MILLIS : before - LATE_MILLIS;
    return handle
        .createQuery(
            "SELECT id, source, body FROM fleet_telling WHERE env = :env AND source <> :own"
                + " AND told_at >= :since ORDER BY id")
        .bind("env", env)
        .bind("own", own)
        .bind("since", since)
        .map((row, context) ->
            new Left(row.getLong("id"), row.getString("source"), row.getString("body")))
        .list()
        .stream()
        .filter(one -> one.id() > heard.getOrDefault(one.source(), 0L))
        .toList();
  }

  private List<Left> orders(Handle handle) {
    return handle
        .createQuery("SELECT id, body FROM fleet_order WHERE env = :env ORDER BY id")
        .bind("env", env)
        .map((row, context) -> new Left(row.getLong("id"), "", row.getString("body")))
        .list();
  }

  /** What another version wrote may be strange here; nothing else waits for it. */
  private static <T> List<T> read(List<Left> all, Function<String, T> reader) {
    List<T> read = new ArrayList<>();
    for (Left one : all) {
      try {
        read.add(reader.apply(one.body()));
      } catch (IllegalArgumentException e) {
        LOG.atWarn().addKeyValue("why", e.getMessage()).log("alerts: not understood");
      }
    }
    return read;
  }

  @Override
  public void usual(Gauges gauges, Instant before) {
    try {
      history.read(handle -> Recollection.into(gauges, handle, before));
    } catch (HistoryOff e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void hand(Order order) {
    AlertStore.kept(
        history.change(handle ->
            handle.execute(
                "INSERT INTO fleet_order (env, body) VALUES (?, ?)", env, OrderJson.write(order))));
  }

  @Override
  public Saved load() {
    return store.load();
  }

  @Override
  public void save(String memory, List<Letter> added, Collection<Letter> gone) {
    AlertStore.kept(
        history.change(handle -> {
          if (!lock.held(handle)) {
            throw new IllegalStateException("another gateway may lead by now");
          }
          store.save(handle, memory, added, gone);
          taken.forEach(id -> handle.execute("DELETE FROM fleet_order WHERE id = ?", id));
          return true;
        }));
    taken.clear();
  }

  @Override
  public void update(Letter letter) {
    store.update(letter);
  }

  @Override
  public void remove(Letter letter) {
    store.remove(letter);
  }
}
