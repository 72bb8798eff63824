package dev.holdfast.gateway.board;

import dev.holdfast.event.Trail;
import dev.holdfast.event.Trails;
import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The trail of the call that failed last. */
public final class TrailsPage implements Page {
  private final Vertx vertx;
  private final Trails trails;

  /** Over these trails. */
  public TrailsPage(Vertx vertx, Trails trails) {
    this.vertx = vertx;
    this.trails = trails;
  }

  @Override
  public String path() {
    return "/api/v1/trails";
  }

  @Override
  public String purpose() {
    return "with ?last-failed: the trail of the call that failed last, JSON";
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    if (!"last-failed".equals(request.query())) {
      return Future.succeededFuture(
          Answer.plain(400, "which trail? " + path() + "/ID or " + path() + "?last-failed"));
    }
    return vertx.executeBlocking(() -> of(trails.lastFailed())).map(Objects::requireNonNull);
  }

  private static Answer of(@Nullable Trail trail) {
    return trail == null
        ? Answer.plain(404, "no call has failed, of the last %d".formatted(Trails.MOST))
        : Answer.json(TrailJson.of(trail));
  }
}
