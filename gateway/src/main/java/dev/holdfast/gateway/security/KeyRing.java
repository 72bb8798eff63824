package dev.holdfast.gateway.security;

import dev.holdfast.gateway.config.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own keys, and which of them the API refuses. A refused key rests for a while, so
 * that not every call has to find out anew; one in a file is read again first, for it may have been
 * replaced. Safe for any number of threads.
 */
public final class KeyRing {
  /** How long a refused key rests. */
  static final Duration REST = Duration.ofMinutes(5);

  /** How long it is news that a key was replaced: an alert needs minutes to end. */
  static final Duration NEWS = Duration.ofMinutes(15);

  private static final int LONGEST = 4096;

  private final List<ApiKey> keys;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  /**
   * What is known of a key.
   *
   * @param value in use
   * @param restsUntil null while it is good
   * @param replaced when this value took the place of another one; null if it did not, and once it
   *     was refused itself
   */
  private record Held(String value, @Nullable Instant restsUntil, @Nullable Instant replaced) {}

  /**
   * A ring with every key read.
   *
   * @throws IOException with one clear line, if a key's file cannot be read
   */
  public static KeyRing of(List<ApiKey> keys) throws IOException {
    KeyRing ring = new KeyRing(keys);
    for (ApiKey key : keys) {
      ring.held.put(key.alias(), new Held(read(key), null, null));
    }
    return ring;
  }

  /**
   * A ring with every key read anew, all of them good, that knows which have another value than in
   * this one.
   *
   * @throws IOException with one clear line, if a key's file cannot be read
   */
  public KeyRing reloaded(List<ApiKey> next, Instant now) throws IOException {
    KeyRing ring = new KeyRing(next);
    for (ApiKey key : next) {
      String value = read(key);
      Held before = held.get(key.alias());
      boolean other = before != null && !before.value.equals(value);
      Instant known = before == null ? null : before.replaced;
      ring.held.put(key.alias(), new Held(value, null, other ? now : known));
    }
    return ring;
  }

  private KeyRing(List<ApiKey> keys) {
    this.keys = List.copyOf(keys);
  }

  private static String read(ApiKey key) throws IOException {
    String value = key.value();
    if (value == null && key.file() != null) {
      value = Files.readString(key.file()).strip();
    }
    if (value == null || !value.matches("[!-~]{1," + LONGEST + "}")) {
      throw new IOException(
          "the key '"
              + key.alias()
              + "' is empty or holds blanks: put the key alone in "
              + key.file());
    }
    return value;
  }

  /** Those of these keys that are good now, in their order; all of them if none is. */
  public List<String> good(List<ApiKey> among, Instant now) {
    List<String> all = among.stream().map(ApiKey::alias).toList();
    List<String> good = all.stream().filter(alias -> usable(alias, now)).toList();
    return good.isEmpty() ? all : good;
  }

  /** Whether a key is not resting. */
  public boolean usable(String alias, Instant now) {
    Held one = held.get(alias);
    return one != null && (one.restsUntil == null || !now.isBefore(one.restsUntil));
  }

  /** Whether a key is good, and another one than it was. */
  public boolean renewed(String alias, String was, Instant now) {
    return usable(alias, now) && !value(alias).equals(was);
  }

  /** Those that were replaced lately, and were not refused since. */
  public Set<String> replaced(Instant now) {
    return held.entrySet().stream()
        .filter(one -> lately(one.getValue().replaced, now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean lately(@Nullable Instant replaced, Instant now) {
    return replaced != null && now.isBefore(replaced.plus(NEWS));
  }

  /** The key itself, to be put into a header and nowhere else. */
  public String value(String alias) {
    Held one = held.get(alias);
    if (one == null) {
      throw new IllegalArgumentException("no key has the alias " + alias);
    }
    return one.value;
  }

  /**
   * The API refused a key. One in a file is read again: another value there is good until proved
   * otherwise, else the key rests. Reads a file: not on an event loop.
   *
   * @param value what was refused: an answer to an older value says nothing of the present one
   */
  public void refused(String alias, String value, Instant now) {
    held.computeIfPresent(
        alias, (a, one) -> one.value.equals(value) ? again(alias, value, now) : one);
  }

  private Held again(String alias, String was, Instant now) {
    String value = was;
    for (ApiKey key : keys) {
      if (key.alias().equals(alias) && key.file() != null) {
        value = reread(key, was);
      }
    }
    return value.equals(was) ? new Held(value, now.plus(REST), null) : new Held(value, null, now);
  }

  private static String reread(ApiKey key, String was) {
    try {
      return read(key);
    } catch (IOException unreadable) {
      return was;
    }
  }
}
