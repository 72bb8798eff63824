package dev.holdfast.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names credentials without showing them: the first 8 hex digits of a keyed hash. Without the salt
 * nobody can tell whether a guessed credential belongs to an alias.
 */
public final class Aliases {
  private static final String HASH = "HmacSHA256";
  private static final int SALT = 32;
  private static final int SHOWN = 4;
  private static final int MOST = 256;

  /** In force once it is settled; until then the one that this process would choose. */
  private volatile SecretKeySpec salt;

  private volatile boolean settled;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /**
   * Aliases that are the same wherever the salt is the same.
   *
   * @param salt secret, not empty
   */
  public Aliases(byte[] salt) {
    this(salt, true);
  }

  private Aliases(byte[] salt, boolean settled) {
    this.salt = new SecretKeySpec(salt, HASH);
    this.settled = settled;
  }

  /** Aliases that mean something in this process only. */
  public static Aliases ofThisProcess() {
    return new Aliases(fresh(), true);
  }

  /** Aliases by a salt that somebody remembers and has yet to tell. */
  public static Aliases remembered() {
    return new Aliases(fresh(), false);
  }

  private static byte[] fresh() {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return salt;
  }

  /** The salt in force; before it is settled, the one that this process would choose. */
  public byte[] salt() {
    return salt.getEncoded();
  }

  /** Says which salt it is. The first word counts: no alias changes while a process lives. */
  public synchronized void settle(byte[] remembered) {
    if (!settled) {
      salt = new SecretKeySpec(remembered, HASH);
      settled = true;
    }
  }

  /**
   * The alias of a credential, which is hashed once and then looked up; null until the salt is
   * settled.
   */
  public @Nullable String of(String credential) {
    if (!settled) {
      return null;
    }
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
