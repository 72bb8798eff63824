package dev.holdfast.verdict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The promise, one row for every status code, in words for people. What the engine does is decided
 * by {@link Classifier} and the retry rules; a test holds the two together.
 */
public final class CodeReference {
  /**
   * One row.
   *
   * @param code the HTTP status
   * @param type Anthropic's {@code error.type}; null where the edge answers without one
   * @param kind the kind it is classified as
   * @param retry whether it is retried, in two or three words
   * @param meaning what it means at Anthropic
   * @param action what Holdfast does with it
   */
  public record Row(
      int code,
      @Nullable String type,
      ErrorKind kind,
      String retry,
      String meaning,
      String action) {

    /** Who should hear of it. */
    public String told() {
      return switch (code) {
        case 401, 402, 403 -> "ops" + (code == 401 ? ", at once on a spike" : "");
        case 429 -> "ops, if unexpected";
        case 500 -> "ops, if sustained";
        case 502, 503, 504, 529 -> "ops, if longer than 5 min";
        default -> "owner of the calling code";
      };
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row(
              400,
              "invalid_request_error",
              ErrorKind.CLIENT,
              "no",
              "malformed request, or an own spend limit reached (the message says so)",
              "hand it on: fix the request; for a spend limit: billing"),
          new Row(
              401,
              "authentication_error",
              ErrorKind.CLIENT,
              "no",
              "bad or missing key",
              "hand it on: fix the key"),
          new Row(
              402,
              "billing_error",
              ErrorKind.CLIENT,
              "no",
              "billing problem",
              "hand it on: billing"),
          new Row(
              403,
              "permission_error",
              ErrorKind.CLIENT,
              "no",
              "key known, but not allowed to do this",
              "hand it on: permission, not key; do not rotate the key"),
          new Row(
              404,
              "not_found_error",
              ErrorKind.CLIENT,
              "no",
              "wrong path or unknown model",
              "hand it on: fix the path or the model"),
          new Row(
              413,
              "request_too_large",
              ErrorKind.CLIENT,
              "no",
              "too many bytes",
              "hand it on: compress, downsample, or use the Files API"),
          new Row(
              422,
              null,
              ErrorKind.CLIENT,
              "no",
              "well-formed but not allowed",
              "hand it on: fix the request"),
          new Row(
              429,
              "rate_limit_error",
              ErrorKind.RATE_LIMITED,
              "yes, after the wait",
              "your own quota; a higher quota cures it",
              "never before retry-after, then while the quota budget lasts; a spend limit: never"),
          new Row(
              500,
              "api_error",
              ErrorKind.SERVER_ERROR,
              "once",
              "server error",
              "one retry after 1 to 3 s; a second 500 ends the call"),
          new Row(
              502,
              null,
              ErrorKind.GATEWAY,
              "yes",
              "bad gateway, mostly at the edge",
              "full-jitter backoff inside the time budget"),
          new Row(
              503,
              null,
              ErrorKind.UNAVAILABLE,
              "yes",
              "unavailable",
              "full-jitter backoff inside the time budget"),
          new Row(
              504,
              "timeout_error",
              ErrorKind.TIMEOUT,
              "with care",
              "timed out while processing",
              "no retry if the longest requests time out most, as 502 if size has nothing to do with it or"
                  + " it came within 2 s; else one retry"),
          new Row(
              529,
              "overloaded_error",
              ErrorKind.OVERLOADED,
              "yes, with discipline",
              "overloaded for everybody; a higher quota does not cure it",
              "full-jitter backoff with a larger base inside the time budget"));

  private CodeReference() {}

  /** All rows, by code. */
  public static List<Row> rows() {
    return ROWS;
  }

  /**
   * The rows a person may mean.
   *
   * @param codeOrType a status code or an {@code error.type}, in any case
   * @return the row, or an empty list if no row has that name
   */
  public static List<Row> find(String codeOrType) {
    String wanted = codeOrType.strip().toLowerCase(Locale.ROOT);
    Stream<Row> all = ROWS.stream();
    return all.filter(r -> wanted.equals(r.type()) || wanted.equals(String.valueOf(r.code())))
        .toList();
  }
}
