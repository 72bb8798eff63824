package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.edit.BodyChange;
import org.jspecify.annotations.Nullable;

/** How one place of a route is reached. */
sealed interface Way {
  /** Who answers, as the caller is told. */
  String servedBy();

  /**
   * The request is sent, with or without changes.
   *
   * @param client the connections it is sent on
   * @param key the alias of the gateway's own key; null for the caller's
   * @param change what becomes of the body; null for nothing
   */
  record Sent(
      UpstreamClient client, String servedBy, @Nullable String key, @Nullable BodyChange change)
      implements Way {}

  /** The request is handed in as a batch of one. */
  record Batched(UpstreamClient client, String servedBy, @Nullable String key) implements Way {}

  /** Nothing is sent: the answer is a text of our own. */
  record Said(String servedBy, String text) implements Way {}
}
