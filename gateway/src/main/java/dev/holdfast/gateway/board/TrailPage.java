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

/** The trail of one call, by its own id or by the request id of one of its attempts. */
public final class TrailPage implements Page {
  private static final int ID_LENGTH = 64;

  private final Vertx vertx;
  private final Trails trails;

  /** Over these trails. */
  public TrailPage(Vertx vertx, Trails trails) {
    this.vertx = vertx;
    this.trails = trails;
  }

  @Override
  public String path() {
    return "/api/v1/trails/";
  }

  @Override
  public String purpose() {
    return "and a call id or request-id: the trail of that call, JSON";
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    String id = Objects.requireNonNull(request.path()).substring(path().length());
    String shown = Tame.word(id, ID_LENGTH);
    return vertx.executeBlocking(() -> of(trails.find(id), shown)).map(Objects::requireNonNull);
  }

  private static Answer of(@Nullable Trail trail, String id) {
    return trail == null
        ? Answer.plain(
            404,
            "no trail of %s: no such id, not among the last %d calls, or still under way"
                .formatted(id, Trails.MOST))
        : Answer.json(TrailJson.of(trail));
  }
}
