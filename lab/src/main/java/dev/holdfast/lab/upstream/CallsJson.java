package dev.holdfast.lab.upstream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.wire.Json;
import java.util.List;

/** The call log as {@code GET /lab/calls} shows it: no headers, for they hold keys. */
final class CallsJson {
  private CallsJson() {}

  static ObjectNode of(List<LabCall> calls) {
    ObjectNode root = Json.object();
    ArrayNode list = root.putArray("calls");
    for (LabCall call : calls) {
      ObjectNode node =
          list.addObject().put("id", call.id()).put("path", call.path()).put("model", call.model());
      ArrayNode attempts = node.putArray("attempts");
      call.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    }
    return root;
  }

  private static ObjectNode attempt(Attempt attempt) {
    var endedAt = attempt.endedAt();
    return Json.object()
        .put("at_ms", attempt.at().toMillis())
        .put("fault", attempt.fault())
        .put("status", attempt.status())
        .put("ended", attempt.ended().word())
        .put("ended_ms", endedAt == null ? null : endedAt.toMillis());
  }
}
