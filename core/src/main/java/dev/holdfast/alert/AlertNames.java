package dev.holdfast.alert;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How alerts are keyed. A key depends on nothing that changes from one time to the next, so that a
 * sink knows an alert again after a restart, and from another instance unless that is named.
 *
 * @param env which installation, {@code prod}
 * @param instance which of several that do not share their alerts; null for one, or a leader
 */
public record AlertNames(String env, @Nullable String instance) {
  /** PagerDuty takes 255; the rest is for the instance. */
  private static final int LONGEST = 200;

  /** Names; both parts must be words without a slash. */
  public AlertNames {
    if (!word(env) || (instance != null && !word(instance))) {
      throw new IllegalArgumentException(
          "env and instance must be words of at most 40 letters without '/', not '"
              + env
              + "' and '"
              + instance
              + "'");
    }
  }

  private static boolean word(String text) {
    return !text.isBlank() && text.length() <= 40 && text.indexOf('/') < 0;
  }

  String key(AlertRule rule, String scope) {
    if (scope.isBlank()) {
      throw new IllegalArgumentException("an alert without a scope would stand for all");
    }
    String key = "holdfast/" + env + "/" + rule.id() + "/" + scope.replaceFirst("^/", "");
    String fit = key.length() <= LONGEST ? key : cut(key);
    return instance == null ? fit : fit + "/" + instance;
  }

  /** Long names are cut, but must stay apart. */
  private static String cut(String key) {
    UUID hash = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return key.substring(0, LONGEST - 37) + "~" + hash;
  }
}
