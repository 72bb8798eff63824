package dev.holdfast.lab.sink;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a stand-in was told, and what it said to that.
 *
 * @param sink {@code pagerduty}, {@code slack}, {@code alertmanager} or {@code webhook}
 * @param status what was answered; 0: nothing, until the sender gave up
 * @param answer the body of the answer
 * @param body as sent
 */
public record Told(String sink, int status, String answer, JsonNode body) {
  /** Whether it was taken. */
  public boolean taken() {
    return status / 100 == 2;
  }
}
