package dev.holdfast.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names credentials without showing them: the first 8 hex digits of a keyed hash. Without the salt
 * nobody can tell whether a guessed credential belongs to an alias.
 */
public final class Aliases {
  private static final String HASH = "HmacSHA256";
  private static final int SALT = 32;
  private static final int SHOWN = 4;
  private static final int MOST = 256;

  private final SecretKeySpec salt;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /**
   * Aliases that are the same wherever the salt is the same.
   *
   * @param salt secret, not empty
   */
  public Aliases(byte[] salt) {
    this.salt = new SecretKeySpec(salt, HASH);
  }

  /** Aliases that mean something in this process only. */
  public static Aliases ofThisProcess() {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return new Aliases(salt);
  }

  /** The alias of a credential, which is hashed once and then looked up. */
  public String of(String credential) {
    String alias = known.get(credential);
    return alias == null ? learn(credential) : alias;
  }

  /** Callers send what they like: the memory starts anew rather than grow. */
  private String learn(String credential) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(credential, this::hash);
  }

  private String hash(String credential) {
    try {
      Mac mac = Mac.getInstance(HASH);
      mac.init(salt);
      byte[] hash = mac.doFinal(credential.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, SHOWN);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HASH, e);
    }
  }
}
