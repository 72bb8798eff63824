package dev.holdfast.gateway.security;

import org.jspecify.annotations.Nullable;

/**
 * The door of the admin listener. On loopback everybody on this machine may enter, but no web page
 * may use the browser as its key: foreign Hosts (DNS rebinding) and foreign Origins are refused.
 * Off loopback the token is asked for instead of the Host, which no page knows.
 */
public final class AdminGuard {
  private final boolean loopback;
  private final @Nullable Token token;

  /**
   * A request at the door; headers are null where the request has none.
   *
   * @param host the {@code Host} header; null also if there were several
   * @param origin the {@code Origin} header
   * @param authorization the {@code Authorization} header
   * @param open whether what is asked for is for everybody, such as {@code /healthz}
   */
  public record Knock(
      @Nullable String host,
      @Nullable String origin,
      @Nullable String authorization,
      boolean open) {}

  /**
   * Why a request may not enter.
   *
   * @param status the HTTP status that says so
   * @param sentence one line for people, with the mend
   */
  public record Refusal(int status, String sentence) {}

  private AdminGuard(boolean loopback, @Nullable Token token) {
    this.loopback = loopback;
    this.token = token;
  }

  /**
   * The guard of a listener.
   *
   * @param host where it listens
   * @param token what callers off loopback must know; null if none is configured
   * @throws IllegalArgumentException if the listener would be open to the network
   */
  public static AdminGuard of(String host, @Nullable String token) {
    boolean loopback = Loopback.address(host);
    if (!loopback && (token == null || token.isBlank())) {
      throw new IllegalArgumentException(
          "admin.listen %s is not loopback: set admin.token".formatted(host));
    }
    return new AdminGuard(loopback, loopback || token == null ? null : Token.of(token));
  }

  /** Why a request may not enter, null if it may. */
  public @Nullable Refusal refusal(Knock knock) {
    if (loopback && !Loopback.authority(knock.host())) {
      return new Refusal(421, "this listener answers to loopback names only, e.g. 127.0.0.1");
    }
    if (Origins.foreign(knock.origin(), knock.host())) {
      return new Refusal(403, "requests from other origins are refused");
    }
    if (token != null && !knock.open() && !token.admits(knock.authorization())) {
      return new Refusal(401, "admin token required: Authorization: Bearer TOKEN");
    }
    return null;
  }
}
