package dev.holdfast.gateway.page;

import dev.holdfast.alert.Alert;
import dev.holdfast.alert.Alert.Name;
import dev.holdfast.alert.Alert.Status;
import dev.holdfast.alert.Alert.Story;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.alert.AlertChange.What;
import dev.holdfast.alert.AlertLevel;
import dev.holdfast.alert.AlertNames;
import dev.holdfast.alert.AlertRule;
import dev.holdfast.alert.AlertState;
import dev.holdfast.alert.Explanation;
import dev.holdfast.alert.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** An alert that is none, to see whether a sink takes it. It ends at once. */
final class Rehearsal {
  private Rehearsal() {}

  static TestResult of(Courier courier, AlertNames names, Instant now) throws InterruptedException {
    String sink = courier.sink().name();
    Delivery begin = courier.send(letter(sink, names, What.TRIGGERED, now));
    if (!(begin instanceof Delivery.Done)) {
      return new TestResult(sink, false, "beginning: " + said(begin));
    }
    Delivery end = courier.send(letter(sink, names, What.RESOLVED, now));
    return end instanceof Delivery.Done
        ? new TestResult(sink, true, "took a test alert and its end")
        : new TestResult(sink, false, "end: " + said(end));
  }

  private static String said(Delivery delivery) {
    return delivery instanceof Delivery.Never never
        ? never.why()
        : delivery instanceof Delivery.Later later ? later.why() : "taken";
  }

  private static Letter letter(String sink, AlertNames names, What what, Instant now) {
    String id = "test/" + now;
    String key = "holdfast/" + names.env() + "/test/rehearsal";
    boolean ends = what == What.RESOLVED;
    AlertState state = ends ? AlertState.RESOLVED : AlertState.FIRING;
    Alert alert =
        new Alert(
            new Name(id, key, AlertRule.SUSTAINED, "test"),
            new Status(state, Severity.INFO, AlertLevel.PAGE, now, now, Set.of()),
            new Story(
                "Test: this is how Holdfast tells of an alert",
                "Nothing: somebody tried whether alerts arrive.",
                Explanation.UNKNOWN,
                Map.of(),
                Map.of("endpoint", "test")));
    return Letter.of(sink, new AlertChange(what, alert, now));
  }
}
