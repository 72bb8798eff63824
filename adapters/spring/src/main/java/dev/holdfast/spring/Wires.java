package dev.holdfast.spring;

import dev.holdfast.breaker.Priority;
import dev.holdfast.http.HoldfastHttpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests of a client leave: guarded to the upstream, as they are to everywhere else.
 *
 * @param readTimeout as {@code spring.http.clients.read-timeout} says; it bounds a guarded call
 */
record Wires(
    Upstream upstream,
    HttpClient plain,
    HoldfastHttpClient guarded,
    @Nullable Duration readTimeout) {

  <T> T choose(URI to, T guardedWay, T plainWay) {
    return upstream.owns(to) ? guardedWay : plainWay;
  }

  Wires with(Priority priority) {
    return new Wires(upstream, plain, guarded.withPriority(priority), readTimeout);
  }

  Wires with(Duration hold) {
    return new Wires(upstream, plain, guarded.withHold(hold), readTimeout);
  }
}
