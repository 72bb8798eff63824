package dev.holdfast.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outcome.Headers;
import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever callers send, the number of series stays bounded and no count is lost. */
class SeriesTest {
  private static final int MOST = 500;
  private static final List<String> PATHS =
      List.of(
          "/v1/messages",
          "/v1/messages/count_tokens",
          "/v1/messages/batches/b",
          "/v1/models",
          "/v1/files",
          "/v1/else");
  private static final List<Integer> CODES =
      List.of(400, 401, 403, 404, 413, 418, 429, 500, 502, 503, 504, 529);
  private static final List<Headers> SENDERS =
      List.of(
          Headers.NONE,
          name -> name.equals("request-id") ? "req_1" : null,
          name -> name.equals("cf-ray") ? "ray" : null);

  private final Meters meters = Still.meters();

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void tenThousandModels() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int messages = 0;
    for (int i = 0; i < 10_000; i++) {
      String model = "model-" + Long.toHexString(random.nextLong());
      String path = pick(PATHS, random);
      messages += path.equals("/v1/messages") ? 1 : 0;
      Scripted call = new Scripted(meters, path, model);
      call.retries(anything(random), Duration.ofSeconds(random.nextInt(70)));
      end(call, random);
    }
    Exposition told = new Exposition(meters.scrape());
    assertThat(told.series()).as("seed %d", seed).hasSizeLessThanOrEqualTo(MOST);
    assertThat(told.sum("holdfast_calls_total")).isEqualTo(10_000);
    assertThat(told.sum("holdfast_attempts_total")).isEqualTo(20_000);
    assertThat(told.sum("holdfast_retries_total")).isEqualTo(10_000);
    assertThat(told.sum("gen_ai_client_operation_duration_seconds_count")).isEqualTo(messages);
  }

  @Test
  void aModelKnownEarlyKeepsItsName() {
    Scripted.call(meters).succeeds();
    for (int i = 0; i < 1_000; i++) {
      new Scripted(meters, "/v1/messages", "flood-" + i).succeeds();
    }
    Scripted.call(meters).succeeds();
    Exposition told = new Exposition(meters.scrape());
    assertThat(models(told, "opus-5")).isEqualTo(2);
    assertThat(models(told, "flood-58")).isEqualTo(1);
    assertThat(models(told, "flood-59")).isZero();
    assertThat(models(told, "other")).isEqualTo(941);
  }

  @Test
  void textThatIsNoModelIsNeverALabel() {
    for (String text : List.of("two words", "a\"} 1\nforged 1", "é", "x".repeat(65))) {
      new Scripted(meters, "/v1/messages", text).succeeds();
    }
    assertThat(models(new Exposition(meters.scrape()), "other")).isEqualTo(4);
  }

  private static double models(Exposition told, String model) {
    return told.value(
        "holdfast_calls_total{ending=\"answered\",endpoint=\"/v1/messages\",model=\"%s\"}"
            .formatted(model));
  }

  private static Outcome anything(Random random) {
    return random.nextInt(10) == 0
        ? Lost.of(pick(List.of(Loss.values()), random), Phase.SENT)
        : Scripted.answer(pick(CODES, random), pick(SENDERS, random));
  }

  private static void end(Scripted call, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> call.succeeds();
      case 1 -> call.fails(anything(random));
      default -> call.leaves();
    }
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
