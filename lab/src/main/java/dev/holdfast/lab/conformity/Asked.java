package dev.holdfast.lab.conformity;

import java.util.Map;

/**
 * One call that a client is to make.
 *
 * @param id under which the lab logs it
 * @param stream whether to ask for a stream
 * @param faults what the lab does to its attempts
 */
public record Asked(String id, boolean stream, String faults) {
  /** Each call has a model of its own, so that no call knows another's troubles. */
  public String model() {
    return "claude-" + id;
  }

  /** The headers by which the lab knows what to do; to be sent with every attempt. */
  public Map<String, String> headers() {
    return Map.of("x-lab-call", id, "x-lab-fault", faults);
  }

  /** The request's body, for clients that have to write it. */
  public String body() {
    return "{\"model\":\"%s\",\"max_tokens\":64,\"stream\":%s,".formatted(model(), stream)
        + "\"messages\":[{\"role\":\"user\",\"content\":\"How is it going?\"}]}";
  }
}
