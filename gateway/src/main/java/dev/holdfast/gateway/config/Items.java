package dev.holdfast.gateway.config;

import dev.holdfast.alert.AlertLevel;
import dev.holdfast.decide.Trigger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The tables of keys of the items in lists. */
final class Items {
  static final String KEYS = "upstream.keys";
  static final String FALLBACK = "fallback";

  static final String SINKS = "alerts.sinks";

  static final Key<String> ALIAS =
      new Key<>("alias", Kinds.NAME, null, "the name it is shown under");
  static final Key<String> KEY =
      new Key<>("key", Kinds.SECRET, null, "the key; best from a variable: `${MY_KEY}`");
  static final Key<Path> KEY_FILE =
      new Key<>("file", Kinds.FILE, null, "holds the key; read again when it is refused");

  static final Key<Set<Trigger>> WHEN =
      new Key<>(
          "when",
          Kinds.choices(Trigger.class),
          "breaker-open,budget-spent,second-500,overloaded-red",
          "what makes a call go on");
  static final Key<Duration> AFTER =
      new Key<>(
          "after",
          Kinds.duration("0s", "10m"),
          "0s",
          "how long trouble is waited out first; an end of patience goes on at once");
  static final Key<Map<String, String>> MODEL =
      new Key<>(
          "model",
          Kinds.PAIRS,
          null,
          "which model is asked instead, `claude-opus-*: claude-sonnet-5`; calls for others stay");
  static final Key<URI> URL =
      new Key<>("url", Kinds.URL, null, "another upstream of the same API; needs a key of its own");
  static final Key<String> PLACE_KEY =
      new Key<>("key", Kinds.SECRET, null, "the key used there instead of the caller's");
  static final Key<Path> PLACE_FILE =
      new Key<>("key-file", Kinds.FILE, null, "the same, in a file");
  static final Key<String> NAME = new Key<>("name", Kinds.NAME, null, "the name it is shown under");
  static final Key<Boolean> BATCH =
      new Key<>(
          "batch",
          Kinds.FLAG,
          "false",
          "hand the call in as a batch, for callers that send `x-holdfast-fallback: batch`");
  static final Key<String> ANSWER =
      new Key<>("answer", Kinds.TEXT, null, "answer with this text, at once");

  static final Key<SinkConfig.Type> SINK_TYPE =
      new Key<>("type", Kinds.choice(SinkConfig.Type.class), null, "what kind of place it is");
  static final Key<String> SINK_NAME =
      new Key<>("name", Kinds.NAME, null, "the name it is shown under");
  static final Key<URI> SINK_URL =
      new Key<>("url", Kinds.SECRET_URL, null, "where it is; PagerDuty's is known");
  static final Key<String> SINK_ROUTING =
      new Key<>(
          "routing-key", Kinds.SECRET, null, "of an Events API v2 integration, for PagerDuty");
  static final Key<String> SINK_SECRET =
      new Key<>("secret", Kinds.SECRET, null, "what a webhook's messages are signed with");
  static final Key<AlertLevel> SINK_LEVEL =
      new Key<>(
          "level",
          Kinds.choice(AlertLevel.class),
          null,
          "alerts of this level and above are told: `page` for pagerduty, `log` for log, `notify`"
              + " for others");

  static final Table KEY_ITEM = Table.of(ALIAS, KEY, KEY_FILE);
  static final Table FALLBACK_ITEM =
      Table.of(NAME, WHEN, AFTER, MODEL, URL, PLACE_KEY, PLACE_FILE, BATCH, ANSWER);
  static final Table SINK_ITEM =
      Table.of(SINK_TYPE, SINK_NAME, SINK_URL, SINK_ROUTING, SINK_SECRET, SINK_LEVEL);
  static final Map<String, Table> ALL =
      Map.of(KEYS, KEY_ITEM, FALLBACK, FALLBACK_ITEM, SINKS, SINK_ITEM);

  private Items() {}
}
