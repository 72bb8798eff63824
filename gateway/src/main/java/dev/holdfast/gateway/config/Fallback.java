package dev.holdfast.gateway.config;

import dev.holdfast.decide.FallbackRule;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place that calls may go on to.
 *
 * @param name as headers, logs and trails show it
 * @param rule when calls go on to it
 * @param models which model is asked there instead, by the model that was asked for: {@code *}
 *     stands for any letters; empty for the same model
 * @param url another upstream of the same API; null for the same
 * @param key the key used there; null for the caller's own
 * @param deed what is done there
 */
public record Fallback(
    String name,
    FallbackRule rule,
    Map<String, String> models,
    @Nullable URI url,
    @Nullable ApiKey key,
    Deed deed) {

  /** What is done with a call that goes on. */
  public sealed interface Deed {}

  /** It is asked there. */
  public record Ask() implements Deed {}

  /** It is handed in as a batch, for callers that say they can wait a day. */
  public record Defer() implements Deed {}

  /** It is answered with a text of our own. */
  public record Say(String text) implements Deed {}

  public Fallback {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }
}
