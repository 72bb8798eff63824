package dev.holdfast.lab.sink;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver that checks what it gets as people should: the signature, that it is not old, and that
 * it has not come before.
 */
final class Webhook implements Receiver {
  /** What senders must sign with. */
  static final String SECRET = "lab-secret";

  private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");
  private static final Duration OLD = Duration.ofMinutes(5);

  private final Set<String> seen = new LinkedHashSet<>();

  @Override
  public synchronized Said take(Post post) {
    String told = post.headers().get("X-Holdfast-Signature");
    Matcher signature = SIGNATURE.matcher(told == null ? "" : told);
    if (!signature.matches() || !signed(post, signature)) {
      return new Said(401, "the signature is missing or wrong");
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(signature.group(1)));
    if (Duration.between(at, Instant.now()).abs().compareTo(OLD) > 0) {
      return new Said(401, "the signature is old");
    }
    String id = post.headers().get("Idempotency-Key");
    if (id == null || post.json().path("version").asInt() != 1) {
      return new Said(400, "no idempotency key, or a version that is not known here");
    }
    return new Said(200, seen.add(id) ? "new" : "seen before");
  }

  private static boolean signed(Post post, Matcher signature) {
    String what = signature.group(1) + "." + post.text();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] right = mac.doFinal(what.getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(right, HexFormat.of().parseHex(signature.group(2)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
