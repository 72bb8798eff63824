package dev.holdfast.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A secret that callers must know. Only its hash is kept, and hashes are compared in constant time,
 * so that neither a heap dump nor a stopwatch tells it.
 */
public final class Token {
  private static final String SCHEME = "Bearer ";

  private final byte[] hash;

  private Token(byte[] hash) {
    this.hash = hash;
  }

  /**
   * The token with this text.
   *
   * @throws IllegalArgumentException if the text is blank, which would be no secret at all
   */
  public static Token of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a blank token protects nothing");
    }
    return new Token(sha256(text));
  }

  /**
   * Whether a caller knows it.
   *
   * @param authorization the {@code Authorization} header, {@code Bearer …}; null if there was none
   */
  public boolean admits(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    String shown = authorization.substring(SCHEME.length()).strip();
    return MessageDigest.isEqual(hash, sha256(shown));
  }

  /** Says that there is one, nothing of it. */
  @Override
  public String toString() {
    return "Token[hidden]";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
