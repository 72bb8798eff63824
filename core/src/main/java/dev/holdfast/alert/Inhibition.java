package dev.holdfast.alert;

import java.util.Set;

/** Which open alert explains another, so that one trouble wakes people once. */
final class Inhibition {
  private static final Set<String> SHAPES = Set.of("400", "422");

  private Inhibition() {}

  /** Whether a greater trouble explains a lesser one. */
  static boolean explains(Alert greater, Alert lesser) {
    return switch (greater.rule()) {
      case SUSTAINED -> egress(greater) && !egress(lesser);
      case AUTH -> ofKey(lesser) && same("key", greater, lesser);
      case DEPLOY ->
          lesser.rule() == AlertRule.CLIENT
              && same("endpoint", greater, lesser)
              && SHAPES.contains(label("code", lesser));
      default -> false;
    };
  }

  private static boolean egress(Alert alert) {
    return alert.name().scope().equals(OutageRule.EGRESS);
  }

  private static boolean ofKey(Alert alert) {
    return alert.rule() == AlertRule.LIMITS || alert.rule() == AlertRule.DEPLOY;
  }

  private static boolean same(String name, Alert one, Alert other) {
    String label = label(name, one);
    return !label.isEmpty() && label.equals(label(name, other));
  }

  private static String label(String name, Alert alert) {
    return alert.story().labels().getOrDefault(name, "");
  }
}
