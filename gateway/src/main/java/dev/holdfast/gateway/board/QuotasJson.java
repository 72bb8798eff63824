package dev.holdfast.gateway.board;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.quota.QuotaView;
import dev.holdfast.quota.QuotaView.Level;
import dev.holdfast.quota.Quotas.Row;
import dev.holdfast.quota.Subscription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the quotas stand, as programs read it, and what metrics tell of it. */
public final class QuotasJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 128;

  private QuotasJson() {}

  static String of(List<Row> rows) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode quotas = json.putArray("quotas");
    rows.forEach(row -> row(quotas.addObject(), row));
    return json.toPrettyString();
  }

  private static void row(ObjectNode to, Row row) {
    QuotaView view = row.view();
    to.put("upstream", row.account().upstream())
        .put("organization", word(row.account().organization()))
        .put("workspace", word(row.account().workspace()));
    row.credentials().forEach(to.putArray("keys")::add);
    to.put("pool", word(row.pool().name()))
        .put("fast", row.pool().fast())
        .put("closed_until", time(view.closedUntil()))
        .put("spend_limit_met", time(view.spentAt()))
        .put("waiting", view.waiting());
    ArrayNode limits = to.putArray("limits");
    view.levels().forEach(level -> level(limits.addObject(), level));
    subscription(to, view.subscription());
  }

  private static void level(ObjectNode to, Level level) {
    to.put("dimension", level.dimension().slug())
        .put("used", rounded(level.used()))
        .put("limit", level.told().limit())
        .put("remaining", level.told().remaining())
        .put("reset", time(level.told().reset()))
        .put("as_of", time(level.at()));
  }

  private static void subscription(ObjectNode to, @Nullable Subscription subscription) {
    if (subscription == null) {
      to.putNull("subscription");
      return;
    }
    ObjectNode json = to.putObject("subscription").put("status", word(subscription.status()));
    new TreeMap<>(subscription.windows())
        .forEach((name, window) ->
            json.putObject(name)
                .put("used", rounded(window.used()))
                .put("reset", time(window.reset())));
  }

  /** The share used of each limit, by what it counts: of all quotas the fullest. */
  public static Map<String, Double> ratios(List<Row> rows) {
    Map<String, Double> ratios = new TreeMap<>();
    for (Row row : rows) {
      for (Level level : row.view().levels()) {
        ratios.merge(level.dimension().slug(), level.used(), Math::max);
      }
      Subscription person = row.view().subscription();
      if (person != null) {
        person
            .windows()
            .forEach(
                (name, window) -> ratios.merge("subscription_" + name, window.used(), Math::max));
      }
    }
    return ratios;
  }

  private static @Nullable String word(@Nullable String text) {
    return text == null ? null : Tame.word(text, LONGEST);
  }

  private static double rounded(double share) {
    return Math.round(share * 10_000) / 10_000.0;
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
