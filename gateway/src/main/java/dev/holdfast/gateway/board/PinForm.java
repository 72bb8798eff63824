package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.watch.Situations;
import dev.holdfast.situation.IncidentMatch.Pin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the buttons beside an incident lead, also in browsers without a script; and back. */
final class PinForm implements Page {
  private static final String EVIDENCE = "evidence";

  private final Vertx vertx;
  private final Situations situations;
  private final PinPage pins;

  PinForm(Vertx vertx, Situations situations, PinPage pins) {
    this.vertx = vertx;
    this.situations = situations;
    this.pins = pins;
  }

  @Override
  public String path() {
    return "/pin/";
  }

  @Override
  public String purpose() {
    return "POST ID?as=same|not-same|evidence: the same, for the buttons of the dashboard";
  }

  @Override
  public Set<HttpMethod> methods() {
    return Set.of(HttpMethod.POST);
  }

  @Override
  public boolean forms() {
    return true;
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    String id = String.valueOf(request.path()).substring(path().length());
    String word = String.valueOf(request.getParam("as"));
    @Nullable Pin pin = PinPage.WORDS.get(word);
    if (pin == null && !word.equals(EVIDENCE)) {
      return said(400, "say ?as=same, ?as=not-same or ?as=evidence");
    }
    if (!pins.open(id)) {
      return said(404, "that incident is over; the dashboard is at /");
    }
    pins.say(id, pin);
    // Whoever comes back is to see it: the page may be asked for before a turn is drawn.
    return vertx.executeBlocking(this::drawn, false).map(Objects::requireNonNull);
  }

  private Answer drawn() {
    situations.draw();
    return Answer.seeOther("/");
  }

  private static Future<Answer> said(int status, String text) {
    return Future.succeededFuture(Answer.plain(status, text));
  }
}
