package dev.holdfast.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.quota.Heard.Kind;
import dev.holdfast.quota.Quotas.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who shares a quota with whom, and who gets none. */
class QuotasTest {
  private static final Pool OPUS = Pool.of("/v1/messages", "opus-5", false);
  private static final Pool HAIKU = Pool.of("/v1/messages", "haiku-4-5", false);

  private final Quotas quotas = new Quotas(QuotaPolicy.ON);
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");

  private static Holder key(String name) {
    return new Holder("https://up.test", name);
  }

  private static QuotaReading org(@Nullable String organization, @Nullable String workspace) {
    return new QuotaReading(Map.of(), organization, workspace, null);
  }

  private void heard(Holder who, Pool pool, Kind kind, QuotaReading reading) {
    Claim claim = new Claim(who, pool);
    Heard heard = new Heard(reading, kind, null, null);
    quotas.heard(now, claim, quotas.of(now, claim), null, heard);
  }

  private @Nullable Quota of(String key) {
    return of(key(key), OPUS);
  }

  private @Nullable Quota of(Holder who, Pool pool) {
    return quotas.of(now, new Claim(who, pool));
  }

  @Test
  void aCredentialHasNoneUntilItWasAccepted() {
    assertThat(of("a")).isNull();
    heard(key("a"), OPUS, Kind.REJECTED, QuotaReading.NONE);
    heard(key("a"), OPUS, Kind.FAILURE, org("org-1", null));
    assertThat(of("a")).isNull();
    heard(key("a"), OPUS, Kind.LIMITED, QuotaReading.NONE);
    assertThat(of("a")).as("a 429 of something between").isNull();
    heard(key("a"), OPUS, Kind.SUCCESS, QuotaReading.NONE);
    assertThat(of("a")).isNotNull();
  }

  @Test
  void aRateLimitInTheUpstreamsOwnWordsProvesTheCredentialToo() {
    Duration hint = Duration.ofSeconds(3);
    Heard heard = new Heard(org("o", null), Kind.LIMITED, null, hint);
    quotas.heard(now, new Claim(key("a"), OPUS), null, null, heard);

    Quota quota = of("a");
    assertThat(quota).isNotNull();
    assertThat(quota.view(now).closedUntil()).isEqualTo(now.plus(hint));
  }

  @Test
  void allKeysOfAnOrganizationShareWhatItHas() {
    heard(key("a"), OPUS, Kind.SUCCESS, org("org-1", null));
    heard(key("b"), OPUS, Kind.SUCCESS, org("org-1", null));
    heard(key("c"), OPUS, Kind.SUCCESS, org("org-2", null));

    assertThat(of("a")).isSameAs(of("b")).isNotSameAs(of("c"));
  }

  @Test
  void workspacesModelsAndUpstreamsHaveTheirOwn() {
    heard(key("a"), OPUS, Kind.SUCCESS, org("org-1", "ws-1"));
    heard(key("b"), OPUS, Kind.SUCCESS, org("org-1", "ws-2"));
    heard(key("a"), HAIKU, Kind.SUCCESS, org("org-1", "ws-1"));
    Holder elsewhere = new Holder("https://other.test", "a");
    heard(elsewhere, OPUS, Kind.SUCCESS, org("org-1", "ws-1"));

    assertThat(of("a")).isNotNull().isNotSameAs(of("b"));
    assertThat(of(key("a"), HAIKU)).isNotNull().isNotSameAs(of("a"));
    assertThat(of(elsewhere, OPUS)).isNotNull().isNotSameAs(of("a"));
  }

  @Test
  void anOrganizationLearnedLaterCounts() {
    heard(key("a"), OPUS, Kind.SUCCESS, org(null, null));
    heard(key("b"), OPUS, Kind.SUCCESS, org("org-1", null));
    Quota alone = of("a");
    heard(key("a"), OPUS, Kind.SUCCESS, org("org-1", null));

    assertThat(of("a")).isSameAs(of("b")).isNotSameAs(alone);
  }

  @Test
  void thereAre256AtMostAndTheLeastRecentlyUsedMakesRoom() {
    for (int i = 0; i < 256; i++) {
      heard(key("k" + i), OPUS, Kind.SUCCESS, QuotaReading.NONE);
    }
    heard(key("late"), OPUS, Kind.SUCCESS, QuotaReading.NONE);
    assertThat(of("late")).as("all others are in use").isNull();

    now = now.plus(Duration.ofMinutes(11));
    assertThat(of("k0")).as("used again").isNotNull();
    heard(key("late"), OPUS, Kind.SUCCESS, QuotaReading.NONE);
    assertThat(of("late")).isNotNull();
    assertThat(of("k0")).isNotNull();
    assertThat(quotas.view(now)).hasSize(256);
  }

  @Test
  void theViewNamesTheKeysOfEachAccount() {
    heard(key("b"), OPUS, Kind.SUCCESS, org("org-1", "ws-1"));
    heard(key("a"), OPUS, Kind.SUCCESS, org("org-1", "ws-1"));
    heard(key("a"), HAIKU, Kind.SUCCESS, org("org-1", "ws-1"));
    List<Row> rows = quotas.view(now);

    assertThat(rows).hasSize(2);
    assertThat(rows).allMatch(row -> row.credentials().equals(List.of("a", "b")));
    assertThat(rows).extracting(row -> row.pool().name()).containsExactly("haiku-4-5", "opus-5");
    assertThat(rows.get(0).account())
        .isEqualTo(new Account("https://up.test", "org-1", "ws-1", null));
  }
}
