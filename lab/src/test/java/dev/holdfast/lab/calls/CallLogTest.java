package dev.holdfast.lab.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The log's bounds and its patience, with a clock that the test moves. */
class CallLogTest {
  private Instant now = Instant.EPOCH;
  private final CallLog log = new CallLog(() -> now);

  @Test
  void momentsCountFromTheStart() {
    now = now.plusMillis(30);
    OpenAttempt attempt = log.open("a", "/v1/messages");
    now = now.plusMillis(12);
    attempt.end(Ended.CLIENT_GONE);
    now = now.plusMillis(1);
    attempt.end(Ended.COMPLETE);
    Attempt seen = log.calls().get(0).last();
    assertThat(seen.at()).hasMillis(30);
    assertThat(seen.endedAt()).hasMillis(42);
    assertThat(seen.ended()).isEqualTo(Ended.CLIENT_GONE);
  }

  @Test
  void onlyTheLastHundredThousandCallsAreKept() {
    for (int i = 0; i < 100_002; i++) {
      log.open("c" + i, "/");
    }
    assertThat(log.calls()).hasSize(100_000);
    assertThat(log.calls().get(0).id()).isEqualTo("c2");
  }

  @Test
  void onlyTheLastThousandAttemptsOfACallAreKeptButAllAreCounted() {
    for (int i = 0; i < 1_500; i++) {
      log.open("a", "/");
    }
    assertThat(log.calls().get(0).attempts()).hasSize(1_000);
    assertThat(log.open("a", "/").number()).isEqualTo(1_501);
  }

  @Test
  void whatArrivedIsForgottenFirst() {
    Arrival arrival = new Arrival("GET", "/", "HTTP/1.1", 0, "", Map.of());
    for (int i = 0; i < 10_001; i++) {
      log.open(null, "/").arrived(arrival);
    }
    assertThat(log.calls().get(0).last().arrived()).isNull();
    assertThat(log.calls().get(1).last().arrived()).isEqualTo(arrival);
  }

  @Test
  void waitingEndsWithTheChange() throws Exception {
    OpenAttempt attempt = log.open("a", "/");
    CompletableFuture<Void> end = CompletableFuture.runAsync(() -> attempt.status(200));
    var calls =
        log.await(
            all -> Integer.valueOf(200).equals(all.get(0).last().status()), Duration.ofSeconds(5));
    assertThat(calls.get(0).last().status()).isEqualTo(200);
    end.join();
  }

  @Test
  void waitingInVainSaysWhatThereIs() {
    log.open("lonely", "/");
    assertThatThrownBy(() -> log.await(all -> false, Duration.ofMillis(5)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("lonely");
  }
}
