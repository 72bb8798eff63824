package dev.holdfast.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** A page whose answer goes on: it writes to the response itself. */
public interface StreamPage extends Page {
  /** Begins to answer, on an event loop. */
  void open(HttpServerRequest request);

  @Override
  default Future<Answer> answer(HttpServerRequest request) {
    return Future.failedFuture("its answer has no end");
  }
}
