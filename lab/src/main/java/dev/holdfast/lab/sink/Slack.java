package dev.holdfast.lab.sink;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An incoming webhook of Slack: it wants a text, sections of at most 3,000 letters and at most 50
 * blocks, and answers in plain words.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks/section-block">Section block</a>
 */
final class Slack implements Receiver {
  private static final int BLOCKS = 50;
  private static final int SECTION = 3_000;

  @Override
  public Said take(Post post) {
    JsonNode message = post.json();
    Strict strict = new Strict();
    strict.text(message, "text", 40_000);
    escaped(strict, message.path("text").asText());
    strict.require(message.path("blocks").size() <= BLOCKS, "too many blocks");
    for (JsonNode block : message.path("blocks")) {
      JsonNode text = block.path("text");
      strict.require(block.path("type").asText().equals("section"), "unknown block");
      strict.require(text.path("type").asText().matches("mrkdwn|plain_text"), "unknown text");
      strict.text(text, "text", SECTION);
      escaped(strict, text.path("text").asText());
    }
    if (message.path("text").asText().isBlank()) {
      return new Said(400, "no_text");
    }
    return strict.wrongs().isEmpty() ? new Said(200, "ok") : new Said(400, "invalid_blocks");
  }

  /** The three signs that Slack reads as its own must not come from what we quote. */
  private static void escaped(Strict strict, String text) {
    strict.require(!text.matches("(?s).*[<>].*"), "unescaped");
    strict.require(!text.matches("(?s).*&(?!amp;|lt;|gt;).*"), "unescaped");
  }
}
