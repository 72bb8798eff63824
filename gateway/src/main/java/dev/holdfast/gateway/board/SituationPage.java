package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.watch.Picture;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The situation in one of its forms, or a part of what it was drawn from.
 *
 * @param picture the last one drawn
 * @param form makes an answer of it, in microseconds
 */
public record SituationPage(
    String path, String purpose, Supplier<Picture> picture, Function<Picture, Answer> form)
    implements Page {

  /** All forms: for programs, for a terminal or a chat, for a web page. */
  public static List<Page> all(Supplier<Picture> picture) {
    return List.of(
        new SituationPage(
            "/api/v1/situation",
            "retry or fall back? known incident or your side? JSON",
            picture,
            drawn -> Answer.json(drawn.json())),
        new SituationPage(
            "/situation.txt",
            "the same in one line",
            picture,
            drawn -> Answer.plain(200, drawn.situation().line())),
        new SituationPage(
            "/api/v1/breakers",
            "the breakers of the upstream: state, since when, calls held, JSON",
            picture,
            drawn -> Answer.json(BreakersJson.of(drawn.survey().breakers()))),
        new SituationPage(
            "/badge.svg",
            "the same as a badge",
            picture,
            drawn ->
                new Answer(
                    200, "image/svg+xml", Buffer.buffer(Badge.of(drawn.situation())), false)));
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    return Future.succeededFuture(form.apply(picture.get()));
  }
}
