package dev.holdfast.gateway.config;

import dev.holdfast.alert.AlertLevel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The keys of when to call humans: the part of {@link Keys} that stands below {@code alerts}. */
final class AlertKeys {
  private static final String RULES = "alerts.rules.";

  static final Key<AlertConfig.Mode> MODE =
      new Key<>(
          "alerts.mode",
          Kinds.choice(AlertConfig.Mode.class),
          "local",
          "who calls humans: this gateway; one of those that share a history in PostgreSQL, for all;"
              + " Prometheus, and the gateway only logs and shows; nobody looks");
  static final Key<String> ENV =
      new Key<>(
          "alerts.env",
          Kinds.NAME,
          "default",
          "which installation, a part of every alert's key: `holdfast/ENV/RULE/SCOPE`");
  static final Key<String> INSTANCE =
      new Key<>(
          "alerts.instance",
          Kinds.NAME,
          null,
          "name of this gateway among several of one `env` that each call for themselves, else the"
              + " first to recover ends the alert of all; with `leader` the name they know it by");
  static final Key<Double> SLO =
      new Key<>(
          "alerts.slo",
          Kinds.percentage(50, 100),
          null,
          "share of calls you promise to answer, 99.9%: how fast the rest is used up makes tickets");

  static final Numbers SUSTAINED = new Numbers("sustained-5xx", "5m", "10%", "10");
  static final Numbers AUTH = new Numbers("auth-401", "1m", "20%", "5");
  static final Numbers LIMITS = new Numbers("unexpected-429", "5m", "5%", "10");
  static final Numbers DEPLOY = new Numbers("post-deploy-422", "5m", "2%", "10");
  static final Numbers CLIENT = new Numbers("client-errors", "5m", "5%", "10");

  static final Key<Duration> OVERLOAD_FOR =
      new Key<>(
          RULES + "sustained-5xx.overload-for",
          Kinds.duration("10s", "24h"),
          null,
          "the same for trouble that is nearly all 529 or 503; unset: as long as any other");
  static final Key<AlertLevel> CARRIED =
      new Key<>(
          RULES + "sustained-5xx.carried",
          Kinds.choice(AlertLevel.class),
          "page",
          "whom it disturbs while retries or a fallback lose less than 1% of calls");
  static final Key<Duration> WITHIN =
      new Key<>(
          RULES + "post-deploy-422.within",
          Kinds.duration("1m", "24h"),
          "1h",
          "refusals that begin this soon after a deploy are its doing");
  static final Key<Integer> MANY =
      new Key<>(
          RULES + "repeated-bursts.many",
          Kinds.count(2, 100),
          "3",
          "so many short bursts are worth a notification");
  static final Key<Duration> MANY_WITHIN =
      new Key<>(
          RULES + "repeated-bursts.within", Kinds.duration("1m", "24h"), "30m", "within this time");

  static final List<Key<?>> ALL =
      Stream.of(
              List.of(MODE, ENV, INSTANCE, SLO),
              SUSTAINED.keys(OVERLOAD_FOR, CARRIED),
              AUTH.keys(),
              LIMITS.keys(),
              DEPLOY.keys(WITHIN),
              CLIENT.keys(),
              List.<Key<?>>of(MANY, MANY_WITHIN))
          .<Key<?>>flatMap(List::stream)
          .toList();

  /** The three numbers that most rules have. */
  record Numbers(Key<Duration> lasting, Key<Double> ratio, Key<Integer> minimum) {
    Numbers(String rule, String lasting, String ratio, String minimum) {
      this(
          new Key<>(
              RULES + rule + ".for",
              Kinds.duration("10s", "24h"),
              lasting,
              "how long it must last before the rule fires"),
          new Key<>(
              RULES + rule + ".ratio",
              Kinds.percentage(1, 100),
              ratio,
              "share of attempts from which on it counts; it ends well below"),
          new Key<>(
              RULES + rule + ".minimum",
              Kinds.count(1, 100_000),
              minimum,
              "with fewer of them the rule never fires"));
    }

    List<Key<?>> keys(Key<?>... more) {
      return Stream.<Key<?>>concat(Stream.of(lasting, ratio, minimum), Stream.of(more)).toList();
    }
  }

  private AlertKeys() {}
}
