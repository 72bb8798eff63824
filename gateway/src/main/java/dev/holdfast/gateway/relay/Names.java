package dev.holdfast.gateway.relay;

import dev.holdfast.event.Caller;
import dev.holdfast.gateway.security.Aliases;
import dev.holdfast.gateway.security.KeyRing;
import io.vertx.core.http.HttpServerRequest;
import java.util.random.RandomGenerator;

/**
 * How calls and callers are called, and which keys are the gateway's own.
 *
 * @param ids names calls
 * @param aliases names credentials of callers
 * @param keys the gateway's own keys by name
 */
public record Names(CallIds ids, Aliases aliases, KeyRing keys) {

  /**
   * Names for one process.
   *
   * @param random draws the ids of calls
   */
  public static Names of(RandomGenerator random, Aliases aliases, KeyRing keys) {
    return new Names(new CallIds(random), aliases, keys);
  }

  /** Who makes a call, from its credential and what it calls its version. */
  Caller caller(HttpServerRequest request) {
    String key = request.getHeader(HeaderNames.of("x-api-key"));
    String credential = key == null ? request.getHeader(HeaderNames.of("authorization")) : key;
    String alias = credential == null ? null : aliases.of(credential);
    return Caller.of(alias, request.getHeader(HeaderNames.of("x-client-version")));
  }
}
