package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.quota.Quotas.Row;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What is left of the rate limits of each account. */
public final class QuotasPage implements Page {
  private final Vertx vertx;
  private final Supplier<List<Row>> quotas;

  /**
   * Over these quotas.
   *
   * @param quotas how they stand at this moment
   */
  public QuotasPage(Vertx vertx, Supplier<List<Row>> quotas) {
    this.vertx = vertx;
    this.quotas = quotas;
  }

  @Override
  public String path() {
    return "/api/v1/quotas";
  }

  @Override
  public String purpose() {
    return "what is used of the rate limits, by account and model, JSON";
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    return vertx
        .executeBlocking(() -> Answer.json(QuotasJson.of(quotas.get())))
        .map(Objects::requireNonNull);
  }
}
