package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.cli.AdminClient.Reply;

/** Reads what a gateway says, or tells why it did not do what was asked. */
final class AdminJson {
  private static final int FAILED = 1;
  private static final int WRONG = 2;

  private AdminJson() {}

  /**
   * The JSON of a good answer.
   *
   * @param wanted a field that it must have, so that not just anybody's JSON is believed
   */
  static JsonNode of(Reply reply, String wanted) {
    boolean none = reply.status() == 404 && reply.body().startsWith("no ");
    if (reply.status() == 400 || none) {
      throw new Complaint(WRONG, reply.body().strip());
    }
    try {
      JsonNode json = new ObjectMapper().readTree(reply.body());
      if (reply.status() == 200 && json.has(wanted)) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Told below, as any other answer that is none.
    }
    throw new Complaint(
        FAILED,
        "what answered there ("
            + reply.status()
            + ") is no gateway that looks for alerts"
            + " (alerts.mode: off?)");
  }
}
