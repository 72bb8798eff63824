package dev.holdfast.gateway.history;

import java.nio.file.Path;
import java.time.Duration;

/** Writes as fast as it can until it is killed, and says before and after what it writes. */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] args) {
    Desk desk = Desk.in(Path.of(args[0]));
    for (int calls = 1; ; calls++) {
      desk.tally.answered(desk.now(), 1);
      System.out.println("tries " + calls);
      desk.later(Duration.ofSeconds(7));
      if (desk.history.state().on()) {
        System.out.println("wrote " + calls);
      }
    }
  }
}
