package dev.holdfast.gateway.demo;

import dev.holdfast.drive.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Callers without any error handling of their own: they ask steadily and note what they get. */
final class Traffic {
  private static final int PER_SECOND = 20;

  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final URI gateway;
  private final Timekeeper time;
  private final Score score;
  private final Deque<Act> waiting = new ArrayDeque<>();
  private int number;

  Traffic(URI gateway, Timekeeper time, Score score) {
    this.gateway = gateway;
    this.time = time;
    this.score = score;
  }

  /** One call of each form, one after the other and not counted, so that all code is loaded. */
  void warmUp() throws InterruptedException {
    for (int warm = 0; warm < 2; warm++) {
      try {
        client.send(new Ask(warm, null).request(gateway), BodyHandlers.ofString());
      } catch (IOException e) {
        return; // The counted calls will tell.
      }
    }
  }

  /** Lets the next calls that fit meet a fault. */
  void stage(Act act, int calls) {
    for (int i = 0; i < calls; i++) {
      waiting.add(act);
    }
  }

  /** Asks as often as is due by now. */
  void keepUp(Duration elapsed) {
    long due = elapsed.toMillis() * PER_SECOND / 1000;
    while (number < due) {
      ask(new Ask(number, cast()));
      number++;
    }
  }

  private @Nullable Act cast() {
    Act next = waiting.peek();
    boolean fits = next != null && (next.route() == null || next.route() == form());
    return fits ? waiting.poll() : null;
  }

  private Ask.Form form() {
    return new Ask(number, null).form();
  }

  private void ask(Ask ask) {
    score.asked();
    Instant start = time.now();
    var unused =
        client
            .sendAsync(ask.request(gateway), BodyHandlers.ofString())
            .handle((answer, failure) -> {
              score.seen(Seen.of(ask, answer, Duration.between(start, time.now())));
              return null;
            });
  }
}
