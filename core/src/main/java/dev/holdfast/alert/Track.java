package dev.holdfast.alert;

import dev.holdfast.alert.Alert.Mark;
import dev.holdfast.alert.Alert.Name;
import dev.holdfast.alert.Alert.Status;
import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertMemory.Kept;
import dev.holdfast.alert.AlertMemory.Told;
import dev.holdfast.alert.Finding.Subject;
import dev.holdfast.alert.Lifecycle.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One alert over all its times: what there is to tell of it, and what was told. A trigger is told
 * once and then one end, whatever was silenced or restarted between.
 */
final class Track {
  private static final Duration QUIET = Duration.ofMinutes(10);

  private final Subject subject;
  private final AlertSettings settings;
  private final Lifecycle life;
  private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
  private Finding latest;
  private Story wrong;
  private Severity severity;
  private AlertLevel level;
  private Move move = Move.NONE;
  private @Nullable Told told;
  private @Nullable Instant passedAt;

  Track(Finding first, AlertSettings settings) {
    this.subject = first.subject().family();
    this.settings = settings;
    this.life = new Lifecycle(settings.manners());
    this.latest = first;
    this.wrong = first.story();
    this.severity = first.severity();
    this.level = first.level();
  }

  /** Goes on from an earlier life. */
  void resume(Kept kept) {
    life.resume(kept.past());
    told = kept.told();
    marks.addAll(kept.alert().status().marks());
    marks.removeAll(Set.of(Mark.FLAPPING, Mark.NO_TRAFFIC));
  }

  Subject subject() {
    return subject;
  }

  Lifecycle life() {
    return life;
  }

  Kept kept() {
    return new Kept(alert(), life.past().fires(), told);
  }

  /** Takes in what its rule found; null if it found nothing. */
  void step(Instant now, @Nullable Finding finding) {
    Sight sight = finding == null ? Sight.NOTHING : finding.sight();
    move = life.step(now, sight);
    if (finding == null) {
      return;
    }
    latest = finding;
    wrong = finding.sight().trip() == Sign.YES ? finding.story() : wrong;
    // An end is told as bad as the trouble was, to whom it was told: sinks know it by that.
    boolean pending = !life.state().open() && move != Move.RESOLVED;
    if (move == Move.FIRED || pending) {
      severity = finding.severity();
      level = finding.level();
    } else if (finding.sight().trip() == Sign.YES) {
      change(finding);
    }
  }

  /** While it is open it only gets worse, or it would be news with every sample. */
  private void change(Finding finding) {
    boolean worse = finding.severity().compareTo(severity) > 0;
    // That keys are not to be rotated must be told even though it is better news.
    boolean turned = subject.rule() == AlertRule.AUTH;
    severity = worse == turned ? severity : finding.severity();
    level = finding.level().compareTo(level) > 0 ? finding.level() : level;
  }

  /** What holds it back now. */
  void mark(Set<Mark> holding) {
    marks.remove(Mark.SILENCED);
    marks.remove(Mark.INHIBITED);
    marks.addAll(holding);
  }

  /** What there is to tell after a step; null if nothing. */
  @Nullable AlertChange news(Instant now) {
    if (move == Move.PASSED) {
      return passed(now);
    }
    if (move == Move.RESOLVED) {
      return ended(now);
    }
    What what = life.state().open() ? open(now) : null;
    return what == null ? null : new AlertChange(what, alert(), now);
  }

  private @Nullable AlertChange passed(Instant now) {
    boolean run = subject.rule() == AlertRule.SUSTAINED;
    boolean tell = run ? !latest.story().summary().isEmpty() : worthALine(now);
    Story story = run ? latest.story() : with("Not paged, it passed: " + wrong.summary(), wrong);
    return tell ? new AlertChange(What.LOGGED, alert(story, AlertLevel.LOG), now) : null;
  }

  /** What hovers about its threshold passes again and again. */
  private boolean worthALine(Instant now) {
    boolean again = recently(now);
    passedAt = again ? passedAt : now;
    return latest.level() == AlertLevel.PAGE && !again;
  }

  private boolean recently(Instant now) {
    return passedAt != null && now.isBefore(passedAt.plus(QUIET));
  }

  /** Whether there is nothing to remember. */
  boolean forgettable(Instant now) {
    return life.forgettable(now) && !recently(now);
  }

  private AlertChange ended(Instant now) {
    boolean known = told != null;
    Alert end =
        known ? alert() : alert(with("Told nobody: " + wrong.summary(), wrong), AlertLevel.LOG);
    told = null;
    marks.clear();
    return new AlertChange(known ? What.RESOLVED : What.LOGGED, end, now);
  }

  private @Nullable What open(Instant now) {
    boolean held = marks.contains(Mark.SILENCED) || marks.contains(Mark.INHIBITED);
    Told before = told;
    if (before == null) {
      return held ? null : tell(What.TRIGGERED, now);
    }
    if (before.severity() != severity || before.level() != level) {
      return tell(What.CHANGED, now);
    }
    if (move == Move.HELD) {
      return What.HELD;
    }
    boolean due = !now.isBefore(before.at().plus(settings.manners().repeat()));
    boolean remind = due && !held && !marks.contains(Mark.ACKNOWLEDGED);
    return remind ? tell(What.REMINDED, now) : null;
  }

  private What tell(What what, Instant now) {
    told = new Told(now, severity, level);
    return what;
  }

  /** Somebody has taken it on. False if there is nothing to take on. */
  boolean acknowledge() {
    return life.state().open() && marks.add(Mark.ACKNOWLEDGED);
  }

  /** Somebody says that it is over; null if it was not open. */
  @Nullable AlertChange close(Instant now) {
    return life.close() ? ended(now) : null;
  }

  private static Story with(String summary, Story story) {
    return new Story(summary, story.action(), story.cause(), story.details(), story.labels());
  }

  /** The alert as it is now. */
  Alert alert() {
    boolean open = life.state().open() || life.state() == AlertState.RESOLVED;
    boolean wronged = latest.sight().trip() == Sign.YES || !open;
    return alert(wronged ? latest.story() : with(wrong.summary(), latest.story()), level);
  }

  private Alert alert(Story story, AlertLevel as) {
    boolean run = life.state().open() || life.state() == AlertState.RESOLVED;
    AlertRule rule = run ? subject.rule() : latest.subject().rule();
    String scope = subject.scope();
    Instant since = life.since();
    String id = subject.rule().id() + "/" + scope.replaceFirst("^/", "") + "@" + since;
    Name name = new Name(id, settings.names().key(rule, scope), rule, scope);
    Set<Mark> all = EnumSet.noneOf(Mark.class);
    all.addAll(marks);
    if (life.flapping()) {
      all.add(Mark.FLAPPING);
    }
    if (life.held()) {
      all.add(Mark.NO_TRAFFIC);
    }
    Status status = new Status(life.state(), severity, as, since, life.fired(), all);
    return new Alert(name, status, story);
  }
}
