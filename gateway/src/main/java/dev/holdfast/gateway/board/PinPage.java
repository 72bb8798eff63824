package dev.holdfast.gateway.board;

import dev.holdfast.gateway.admin.Answer;
import dev.holdfast.gateway.admin.Page;
import dev.holdfast.gateway.watch.Pins;
import dev.holdfast.gateway.watch.Situations;
import dev.holdfast.situation.IncidentMatch.Pin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a person who knows better says whether an incident is what fails here. */
public final class PinPage implements Page {
  private static final String END = "/pin";
  static final Map<String, Pin> WORDS = Map.of("same", Pin.SAME, "not-same", Pin.NOT_SAME);

  private final Situations situations;
  private final Pins pins;

  /** Over these pins, which show in these situations. */
  PinPage(Situations situations, Pins pins) {
    this.situations = situations;
    this.pins = pins;
  }

  /** For programs, and for the forms of the dashboard. */
  public static List<Page> all(Vertx vertx, Situations situations, Pins pins) {
    PinPage page = new PinPage(situations, pins);
    return List.of(page, new PinForm(vertx, situations, page));
  }

  @Override
  public String path() {
    return "/api/v1/incidents/";
  }

  @Override
  public String purpose() {
    return "POST ID/pin?as=same|not-same: what fails here is that incident, or is not; DELETE: ask"
        + " the evidence again";
  }

  @Override
  public Set<HttpMethod> methods() {
    return Set.of(HttpMethod.POST, HttpMethod.DELETE);
  }

  @Override
  public Future<Answer> answer(HttpServerRequest request) {
    return Future.succeededFuture(answered(request));
  }

  private Answer answered(HttpServerRequest request) {
    String path = String.valueOf(request.path()).substring(path().length());
    if (!path.endsWith(END)) {
      return Answer.plain(404, "only " + path() + "ID" + END + " is here");
    }
    String id = path.substring(0, path.length() - END.length());
    if (!open(id)) {
      return Answer.plain(404, "no such open incident; GET /api/v1/situation lists them");
    }
    String word = request.getParam("as");
    @Nullable Pin pin = word == null ? null : WORDS.get(word);
    boolean taken = request.method().equals(HttpMethod.DELETE);
    if (!taken && pin == null) {
      return Answer.plain(400, "say ?as=same or ?as=not-same");
    }
    say(id, taken ? null : pin);
    return Answer.json("{\"ok\": true}");
  }

  /** Says it, and shows it at once. */
  void say(String id, @Nullable Pin pin) {
    pins.say(id, pin);
    situations.turn();
  }

  /** Whether there is such an incident, and it goes on. */
  boolean open(String id) {
    return situations.last().survey().status().open().stream()
        .anyMatch(incident -> incident.id().equals(id));
  }
}
