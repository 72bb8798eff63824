package dev.holdfast.lab.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An error as Anthropic words it: status, {@code error.type}, {@code error.message} and, for the
 * spend limit alone, {@code error.details.error_code}. Statuses and types follow
 * https://docs.claude.com/en/api/errors; 502 and 503 are not in that list, edges make them.
 */
public record ApiError(int status, String type, String message, @Nullable String code) {
  private static final Map<Integer, ApiError> BY_STATUS = new TreeMap<>();

  static {
    List.of(
            plain(400, "invalid_request_error", "max_tokens: Field required"),
            plain(401, "authentication_error", "invalid x-api-key"),
            plain(402, "billing_error", "There is an issue with your billing or payment details."),
            plain(
                403,
                "permission_error",
                "Your API key does not have permission to use the specified resource."),
            plain(404, "not_found_error", "Not found"),
            plain(408, "invalid_request_error", "Request timeout"),
            plain(409, "conflict_error", "The resource was modified by another request."),
            plain(413, "request_too_large", "Request exceeds the maximum size"),
            plain(422, "invalid_request_error", "Unprocessable request"),
            plain(
                429,
                "rate_limit_error",
                "This request would exceed your organization's rate limit of 2,000,000 input"
                    + " tokens per minute. For details, refer to:"
                    + " https://docs.claude.com/en/api/rate-limits."),
            plain(500, "api_error", "Internal server error"),
            plain(502, "api_error", "Bad gateway"),
            plain(503, "api_error", "Service unavailable"),
            plain(504, "timeout_error", "Request timed out"),
            plain(529, "overloaded_error", "Overloaded"))
        .forEach(error -> BY_STATUS.put(error.status(), error));
  }

  /** The tier's monthly cap: a 429 that no retry cures, so it carries no {@code retry-after}. */
  public static final ApiError SPEND_CAP =
      new ApiError(
          429,
          "rate_limit_error",
          "You have reached your API usage limits: your organization has crossed its monthly API"
              + " usage threshold, set based on your organization's API tier. You will regain"
              + " access on the first of next month at 00:00 UTC.",
          "enforced_spend_limit_reached");

  /** A limit that the organisation set itself: a 400, told from a bad request by its words only. */
  public static final ApiError SPEND_LIMIT =
      plain(
          400,
          "invalid_request_error",
          "You have reached your specified API usage limits. You will regain access on the first"
              + " of next month at 00:00 UTC.");

  public static ApiError badRequest(String message) {
    return plain(400, "invalid_request_error", message);
  }

  public static ApiError notFound(String message) {
    return plain(404, "not_found_error", message);
  }

  /** Returns the error that goes with a status; unlisted 4xx and 5xx take the generic types. */
  public static ApiError of(int status) {
    ApiError known = BY_STATUS.get(status);
    if (known != null) {
      return known;
    }
    return status < 500
        ? plain(status, "invalid_request_error", "Request failed")
        : plain(status, "api_error", "Internal server error");
  }

  /** Returns the first listed error of a type, or one with status 500 for a type we never saw. */
  public static ApiError ofType(String type) {
    return BY_STATUS.values().stream()
        .filter(error -> error.type().equals(type))
        .findFirst()
        .orElseGet(() -> plain(500, type, "Unknown error"));
  }

  public static List<String> types() {
    return BY_STATUS.values().stream().map(ApiError::type).distinct().toList();
  }

  public ApiError withType(String newType) {
    return new ApiError(status, newType, message, code);
  }

  public ApiError withMessage(String newMessage) {
    return new ApiError(status, type, newMessage, code);
  }

  /** The body; an edge in front of the API answers with {@code "request_id": null}. */
  public String body(@Nullable String requestId) {
    return Json.write(node().put("request_id", requestId));
  }

  /** The data of an SSE {@code error} event, with the {@code details} that real ones carry. */
  public String event() {
    ObjectNode node = node();
    if (node.get("error") instanceof ObjectNode error && !error.has("details")) {
      error.putNull("details");
    }
    return Json.write(node);
  }

  private ObjectNode node() {
    ObjectNode root = Json.object().put("type", "error");
    ObjectNode error = root.putObject("error").put("type", type).put("message", message);
    if (code != null) {
      error.putObject("details").put("error_code", code);
    }
    return root;
  }

  private static ApiError plain(int status, String type, String message) {
    return new ApiError(status, type, message, null);
  }
}
