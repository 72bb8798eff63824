package dev.holdfast.lab.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.wire.ApiError;
import dev.holdfast.lab.wire.Ids;
import dev.holdfast.lab.wire.Json;
import dev.holdfast.lab.wire.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Message batches: created in progress, found ended when asked for. Confined to the event loop. */
final class Batches {
  private static final int MOST = 1_000;

  private final Ids ids;
  private final Map<String, Batch> batches = new LinkedHashMap<>();

  Batches(Ids ids) {
    this.ids = ids;
  }

  ObjectNode create(JsonNode body, Instant now) throws Rejected {
    JsonNode requests = body.path("requests");
    if (!requests.isArray() || requests.isEmpty()) {
      throw new Rejected(ApiError.badRequest("requests: at least one request is required"));
    }
    Batch batch =
        new Batch(ids.next("msgbatch"), requests.size(), now.truncatedTo(ChronoUnit.SECONDS));
    batches.put(batch.id, batch);
    if (batches.size() > MOST) {
      batches.remove(batches.keySet().iterator().next());
    }
    return batch.show("in_progress").putNull("ended_at");
  }

  ObjectNode one(String id, Instant now) throws Rejected {
    Batch batch = batches.get(id);
    if (batch == null) {
      throw new Rejected(ApiError.notFound("Message Batch not found"));
    }
    return batch.show("ended").put("ended_at", now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** A batch as it was created. */
  private record Batch(String id, int size, Instant created) {
    ObjectNode show(String status) {
      boolean ended = status.equals("ended");
      ObjectNode node =
          Json.object().put("id", id).put("type", "message_batch").put("processing_status", status);
      node.putObject("request_counts")
          .put("processing", ended ? 0 : size)
          .put("succeeded", ended ? size : 0)
          .put("errored", 0)
          .put("canceled", 0)
          .put("expired", 0);
      return node.put("created_at", created.toString())
          .put("expires_at", created.plus(Duration.ofDays(1)).toString())
          .putNull("cancel_initiated_at")
          .putNull("archived_at")
          .putNull("results_url");
    }
  }
}
