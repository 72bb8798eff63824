package dev.holdfast.lab.script;

import dev.holdfast.lab.fault.Fault.Limited;
import dev.holdfast.lab.fault.Fault.Slots;
import dev.holdfast.lab.fault.FaultSpec;
import dev.holdfast.lab.fault.Ledger;
import dev.holdfast.lab.fault.Ledger.Ruling;
import dev.holdfast.lab.fault.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request its fault: posted rules before the script's, of posted ones the newest first.
 * The first rule that matches and has a fault left decides. One lock (this) guards rules, counters,
 * workers, accounts and dice.
 */
public final class FaultDesk {
  private final RandomGenerator random;
  private final Workers workers;
  private final Ledger ledger = new Ledger();
  private final List<ActiveRule> posted = new ArrayList<>();
  private final List<ActiveRule> scripted = new ArrayList<>();

  public FaultDesk(RandomGenerator random) {
    this.random = random;
    this.workers = new Workers(random);
  }

  /** How long a request takes that arrives now and meets slots; null if there is no room for it. */
  public synchronized @Nullable Duration work(Slots slots, Duration now) {
    return workers.take(slots, now);
  }

  /** What becomes of a request that arrives now and meets limits. */
  public synchronized Ruling charge(
      Limited limits, String holder, Duration now, long input, long output) {
    return ledger.charge(limits, holder, now, input, output);
  }

  public synchronized void post(FaultRule rule) {
    posted.add(0, new ActiveRule(rule));
  }

  /** Forgets the posted rules; the script's stay. */
  public synchronized void clear() {
    posted.clear();
    workers.clear();
    ledger.clear();
  }

  public synchronized void script(List<FaultRule> rules) {
    scripted.clear();
    rules.forEach(rule -> scripted.add(new ActiveRule(rule)));
  }

  /** The rules in force, the first to be asked first. */
  public synchronized List<FaultRule> rules(Duration now) {
    return active(now).stream().map(ActiveRule::rule).toList();
  }

  /** Whether a choice must wait until the body, and with it the model, is known. */
  public synchronized boolean needsModel(Duration now) {
    return active(now).stream().anyMatch(active -> !active.rule().match().models().isEmpty());
  }

  /** Chooses for a request; {@code model} is empty where it names none. */
  public synchronized FaultSpec choose(
      Duration now, @Nullable String callId, String path, String model) {
    for (ActiveRule active : active(now)) {
      boolean fits = !active.rule().onAccept() && active.rule().match().matches(path, model);
      FaultSpec spec = fits ? active.next(callId, random) : null;
      if (spec != null) {
        return spec;
      }
    }
    return FaultSpec.NONE;
  }

  /** Whether a new connection is to be closed at once. */
  public synchronized boolean refuses(Duration now) {
    for (ActiveRule active : active(now)) {
      if (active.rule().onAccept() && active.next(null, random) != null) {
        return true;
      }
    }
    return false;
  }

  private List<ActiveRule> active(Duration now) {
    List<ActiveRule> all = new ArrayList<>(posted);
    all.addAll(scripted);
    all.removeIf(active -> !active.rule().window().contains(now));
    return all;
  }
}
