package dev.holdfast.lab.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.status.StatusJson;
import dev.holdfast.lab.status.StatusPage;
import dev.holdfast.lab.wire.AnswerSpec;
import dev.holdfast.lab.wire.ApiError;
import dev.holdfast.lab.wire.Ask;
import dev.holdfast.lab.wire.Events;
import dev.holdfast.lab.wire.Ids;
import dev.holdfast.lab.wire.Json;
import dev.holdfast.lab.wire.Rejected;
import dev.holdfast.lab.wire.Reply;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API's resources: what each path answers when nothing goes wrong. */
final class Api {
  private static final String STATUS = "/api/v2/";

  private final Ids ids;
  private final Models models = new Models();
  private final Batches batches;
  private final StatusPage page;

  Api(Ids ids, StatusPage page) {
    this.ids = ids;
    this.page = page;
    this.batches = new Batches(ids);
  }

  Answer answer(Incoming in, Answers answers) {
    try {
      return in.path().startsWith("/v1/") ? v1(in, answers) : root(in, answers);
    } catch (Rejected e) {
      return answers.error(e.error());
    }
  }

  private Answer root(Incoming in, Answers answers) throws Rejected {
    if (in.path().startsWith(STATUS)) {
      allow(in, "GET", "HEAD");
      return status(in, answers);
    }
    if (!in.path().equals("/")) {
      throw new Rejected(ApiError.notFound("Not found"));
    }
    allow(in, "GET", "HEAD");
    return answers.text("Holdfast lab upstream\n");
  }

  private Answer status(Incoming in, Answers answers) throws Rejected {
    String document = in.path().substring(STATUS.length());
    String json =
        StatusJson.render(page, document, answers.now())
            .orElseThrow(() -> new Rejected(ApiError.notFound("Not found")));
    return answers.status(json, in.headers().get("if-none-match"));
  }

  private Answer v1(Incoming in, Answers answers) throws Rejected {
    authenticate(in.headers());
    String path = in.path().substring("/v1/".length());
    switch (path) {
      case "messages" -> {
        allow(in, "POST");
        return message(in, answers);
      }
      case "messages/count_tokens" -> {
        allow(in, "POST");
        long tokens = Ask.count(in.json()).inputTokens();
        return answers.json(Json.object().put("input_tokens", tokens));
      }
      case "models" -> {
        allow(in, "GET", "HEAD");
        return answers.json(models.list());
      }
      case "messages/batches" -> {
        allow(in, "POST");
        return answers.json(batches.create(in.json(), answers.now()));
      }
      default -> {
        return answers.json(one(in, path, answers));
      }
    }
  }

  private ObjectNode one(Incoming in, String path, Answers answers) throws Rejected {
    String id = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("models/") && !id.isEmpty()) {
      allow(in, "GET", "HEAD");
      return models.one(path.substring("models/".length()));
    }
    if (path.equals("messages/batches/" + id)) {
      allow(in, "GET", "HEAD");
      return batches.one(id, answers.now());
    }
    throw new Rejected(ApiError.notFound("Not found"));
  }

  private Answer message(Incoming in, Answers answers) throws Rejected {
    Ask ask = Ask.message(in.json());
    AnswerSpec spec = AnswerSpec.parse(in.headers().get("x-lab-answer"));
    Reply reply = Reply.to(ask, spec, ids);
    Answer answer = ask.stream() ? answers.events(Events.of(reply)) : answers.json(reply.json());
    return answer.paced(spec.gap(), spec.ttfb()).using(ask.inputTokens(), reply.outputTokens());
  }

  private static void authenticate(MultiMap headers) throws Rejected {
    String key = headers.get("x-api-key");
    String bearer = headers.get("authorization");
    if (blank(key) && blank(bearer)) {
      throw new Rejected(ApiError.of(401).withMessage("x-api-key header is required"));
    }
    if (String.valueOf(key).contains("invalid") || String.valueOf(bearer).contains("invalid")) {
      throw new Rejected(ApiError.of(401));
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static void allow(Incoming in, String... methods) throws Rejected {
    if (!List.of(methods).contains(in.method())) {
      throw new Rejected(new ApiError(405, "invalid_request_error", "Method Not Allowed", null));
    }
  }
}
