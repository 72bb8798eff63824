package dev.holdfast.gateway.history;

import dev.holdfast.gateway.history.History.Identity;
import dev.holdfast.gateway.history.History.Past;
import dev.holdfast.gateway.security.Aliases;
import dev.holdfast.gauge.Gauges;
import dev.holdfast.gauge.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the writing thread does, one round after the other. Confined to that thread. */
final class Scribe {
  private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);
  private static final Duration TIDY = Duration.ofHours(1);
  private static final int BATCH = 1_000;

  private final Gauges gauges;
  private final Aliases aliases;
  private final Runs runs;
  private final Backlog backlog;
  private final Minutes minutes = new Minutes();
  private final Sweep sweep;
  private final List<Write> batch = new ArrayList<>();
  private @Nullable Long run;
  private @Nullable Instant tidied;
  private boolean recalled;

  Scribe(Past past, Identity identity, Backlog backlog, int days) {
    this.gauges = past.gauges();
    this.aliases = past.aliases();
    this.runs = new Runs(identity);
    this.backlog = backlog;
    this.sweep = new Sweep(days);
  }

  /** A database was opened, again perhaps: another one may know nothing of what was written. */
  void begin(Database database, Instant now) {
    boolean fresh = database.write(handle -> runs.begin(handle, now));
    run = database.write(runs::number);
    Salt.settle(database, aliases);
    if (fresh) {
      minutes.forget();
    }
    if (!recalled) {
      recall(database, now);
    }
  }

  /** Once, before anything of this life is written. Without it the usual is learned anew. */
  private void recall(Database database, Instant now) {
    try {
      recalled = database.read(handle -> Recollection.into(gauges, handle, now));
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("why", Trouble.of(e)).log("what was usual is not known");
      LOG.debug("history", e);
    }
  }

  /** One round: what waits, the counts, and now and then a tidying. */
  void write(Database database, Instant now) {
    batch.addAll(backlog.take(BATCH - batch.size()));
    while (!batch.isEmpty()) {
      writeBatch(database);
      batch.addAll(backlog.take(BATCH - batch.size()));
    }
    Snapshot snapshot = gauges.snapshot(now);
    while (minutes.write(database, number(), snapshot)) {
      // There are more of them than go into one transaction.
    }
    if (tidied == null || Duration.between(tidied, now).compareTo(TIDY) >= 0) {
      Rollups.roll(database, now);
      // Before the sweep, for it may take names and fail afterwards.
      minutes.ask();
      sweep.tidy(database, now);
      tidied = now;
    }
  }

  private long number() {
    return run == null ? 0 : run;
  }

  /** What is in the batch stays there until it is known to be written. */
  private void writeBatch(Database database) {
    int[] at = {0};
    try {
      database.write(handle -> {
        for (at[0] = 0; at[0] < batch.size(); at[0]++) {
          batch.get(at[0]).to(handle, number());
        }
        return at[0];
      });
      batch.clear();
    } catch (RuntimeException e) {
      if (!Trouble.oursAlone(e) || at[0] >= batch.size()) {
        throw e;
      }
      LOG.atError().setCause(e).log("history: something cannot be written and is left out");
      batch.remove(at[0]);
      backlog.lose();
    }
  }
}
