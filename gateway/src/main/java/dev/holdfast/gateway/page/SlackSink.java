package dev.holdfast.gateway.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.Alert;
import dev.holdfast.alert.AlertChange;
import dev.holdfast.gateway.config.SinkConfig;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * An incoming webhook of Slack. A message cannot be edited that way, so an end is a second one.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Incoming
 *     webhooks</a>
 */
final class SlackSink extends Sink {
  /** Of a section; escaping makes text longer, at most five times. */
  private static final int SECTION = 3_000;

  private static final int TEXT = SECTION / 5;

  SlackSink(SinkConfig config) {
    super(config);
  }

  @Override
  Parcel parcel(Letter letter, Instant now) {
    AlertChange news = letter.news();
    Alert alert = news.alert();
    String head = icon(letter) + " *" + Texts.word(news) + "* · " + alert.rule().id();
    String summary = escaped(Texts.cut(Texts.summary(alert), TEXT));
    ObjectNode json = Texts.object().put("text", head + " · " + summary);
    ArrayNode blocks = json.putArray("blocks");
    section(blocks, head + "\n" + summary);
    if (!letter.ends()) {
      section(blocks, "*Do:* " + escaped(Texts.cut(alert.story().action(), TEXT)));
      section(blocks, escaped(Texts.cut(evidence(alert), TEXT)));
    }
    return new Parcel(url(), json.toString());
  }

  private static String icon(Letter letter) {
    return letter.ends() ? ":white_check_mark:" : ":rotating_light:";
  }

  private static String evidence(Alert alert) {
    String all =
        Texts.evidence(alert).entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining("\n"));
    return "since " + alert.status().since() + "\n" + all;
  }

  private static void section(ArrayNode blocks, String text) {
    ObjectNode section = blocks.addObject().put("type", "section");
    section.putObject("text").put("type", "mrkdwn").put("text", text);
  }

  /** The three signs that mean something to Slack. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
