package dev.holdfast.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Something that the admin listener serves. Whoever asks has passed the guard. */
public interface Page {
  /** For pages that only tell. */
  Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** Where it is: a path; or, ending in a slash, all paths that begin so and go on. */
  String path();

  /** What is there, in a few words, for the list of all pages. */
  String purpose();

  /** The methods it takes. */
  default Set<HttpMethod> methods() {
    return READS;
  }

  /** Whether it needs no token. */
  default boolean open() {
    return false;
  }

  /**
   * Whether forms of our own pages may change something here, which no other page's can: an {@code
   * Origin}, which the guard knows to be ours, takes the place of the header that is asked for
   * else.
   */
  default boolean forms() {
    return false;
  }

  /** Whether pages of others may show it in a frame. */
  default boolean framed() {
    return false;
  }

  /** Answers on an event loop: what takes longer than a moment belongs on a worker thread. */
  Future<Answer> answer(HttpServerRequest request);
}
