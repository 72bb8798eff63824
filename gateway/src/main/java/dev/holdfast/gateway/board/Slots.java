package dev.holdfast.gateway.board;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One meter for each constant, made when first needed: an exposition shows only what happened, and
 * the way to a meter that exists takes no lock.
 */
final class Slots<K extends Enum<K>, M> {
  private final Map<K, M> meters = new ConcurrentHashMap<>();

  /**
   * The meter of a constant.
   *
   * @param make asked only while there is none; two threads may ask at once, one answer is kept
   */
  M at(K key, Supplier<M> make) {
    M known = meters.get(key);
    if (known != null) {
      return known;
    }
    M made = make.get();
    M earlier = meters.putIfAbsent(key, made);
    return earlier == null ? made : earlier;
  }
}
