package dev.holdfast.gateway.serve;

import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.AttemptStarted;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.event.Listener;
import dev.holdfast.event.Trail;
import dev.holdfast.event.Trails;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.board.AdminFacts;
import dev.holdfast.gateway.board.CallLog;
import dev.holdfast.gateway.board.Meters;
import dev.holdfast.gateway.board.PinPage;
import dev.holdfast.gateway.board.QuotasJson;
import dev.holdfast.gateway.board.QuotasPage;
import dev.holdfast.gateway.board.SituationPage;
import dev.holdfast.gateway.board.TrailPage;
import dev.holdfast.gateway.board.TrailsPage;
import dev.holdfast.gateway.board.Vitals;
import dev.holdfast.gateway.dashboard.Dashboard;
import dev.holdfast.gateway.dashboard.Gear;
import dev.holdfast.gateway.relay.ReplayMemory;
import dev.holdfast.situation.Advice;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the running gateway tells of itself: metrics, the log of calls, whether it is ready. */
final class Monitoring implements Vitals, AdminFacts, Listener, AutoCloseable {
  private final ReplayMemory memory;
  private final Meters meters;
  private final Listener told;
  private final Trails trails = new Trails();
  private final Lookout lookout;
  private final Callout callout;
  private final Chronicle chronicle;
  private final LongAdder underWay = new LongAdder();
  private final Dashboard dashboard;
  private volatile Supplier<Gear> gear = () -> Gear.NONE;
  private volatile boolean ready;

  Monitoring(
      ReplayMemory memory,
      String version,
      Lookout lookout,
      Chronicle chronicle,
      Callout callout,
      Listener more) {
    this.chronicle = chronicle;
    this.callout = callout;
    this.memory = memory;
    this.lookout = lookout;
    this.meters = new Meters(this, version);
    this.dashboard =
        new Dashboard(
            lookout.situations(), chronicle.memory(), () -> gear.get(), callout.view(), version);
    callout.addTo(meters);
    this.told =
        meters
            .and(new CallLog())
            .and(trails)
            .and(lookout)
            .and(chronicle)
            .and(callout.listener())
            .and(dashboard.listener())
            .and(more);
  }

  @Override
  public void on(CallEvent event) {
    if (event instanceof AttemptStarted started && started.attempt() == 1) {
      underWay.increment();
    } else if (event instanceof CallEnded ended && ended.attempts() > 0) {
      underWay.decrement();
    }
    told.on(event);
  }

  @Override
  public void over(Trail trail) {
    told.over(trail);
  }

  /** What the admin listener serves besides what every process tells of itself. */
  List<Page> pages(Vertx vertx) {
    List<Page> pages = new ArrayList<>(dashboard.pages(vertx));
    pages.addAll(SituationPage.all(lookout.situations()::last));
    pages.addAll(PinPage.all(vertx, lookout.situations(), lookout.pins()));
    pages.add(new TrailPage(vertx, trails));
    pages.add(new TrailsPage(vertx, trails));
    pages.add(new QuotasPage(vertx, () -> gear.get().quotas()));
    pages.addAll(callout.pages(vertx));
    pages.addAll(chronicle.pages(vertx));
    return pages;
  }

  /** Where it is read from here on what stands between the calls and the upstream. */
  void watch(Supplier<Gear> source) {
    gear = source;
  }

  /** Opens the history, beside the calls that come now. */
  void remember() {
    chronicle.start();
  }

  /** Calls are welcome, or not any more. */
  void ready(boolean now) {
    ready = now;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public String metrics() {
    return meters.scrape();
  }

  @Override
  public long callsInFlight() {
    return underWay.sum();
  }

  @Override
  public long replayMemoryUsed() {
    return memory.used();
  }

  @Override
  public long replayMemoryLimit() {
    return memory.limit();
  }

  @Override
  public Map<String, Double> quotaRatios() {
    return QuotasJson.ratios(gear.get().quotas());
  }

  @Override
  public Advice advice() {
    return lookout.situations().last().situation().advice();
  }

  @Override
  public double historyUp() {
    return chronicle.up();
  }

  @Override
  public double historyDropped() {
    return chronicle.dropped();
  }

  @Override
  public void close() {
    chronicle.close();
    meters.close();
  }
}
