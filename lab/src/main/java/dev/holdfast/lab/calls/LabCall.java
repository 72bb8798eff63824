package dev.holdfast.lab.calls;

import java.util.List;

/**
 * One call: all attempts with the same {@code x-lab-call}, or one request without it.
 *
 * @param model of the latest attempt, empty where a request names none
 * @param attempts in order of arrival
 */
public record LabCall(String id, String path, String model, List<Attempt> attempts) {
  public LabCall {
    attempts = List.copyOf(attempts);
  }

  /** The latest attempt; a call has at least one. */
  public Attempt last() {
    return attempts.get(attempts.size() - 1);
  }
}
