package dev.holdfast.gateway.board;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.breaker.Standing;
import dev.holdfast.event.EndpointKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How breakers stand, as programs read it. */
final class BreakersJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 128;
  private static final Comparator<EndpointKey> ORDER =
      Comparator.comparing(EndpointKey::path).thenComparing(EndpointKey::family);

  private BreakersJson() {}

  static String of(Map<EndpointKey, Standing> breakers) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode all = json.putArray("breakers");
    breakers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(one -> breaker(all.addObject(), one.getKey(), one.getValue()));
    return json.toPrettyString();
  }

  static @Nullable String since(Standing standing) {
    Instant since = standing.since();
    return since == null ? null : since.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static void breaker(ObjectNode to, EndpointKey key, Standing standing) {
    to.put("upstream", key.upstream())
        .put("endpoint", Tame.word(key.path(), LONGEST))
        .put("model", Tame.word(key.family(), LONGEST))
        .put("state", standing.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("since", since(standing))
        .put("held", standing.held())
        .put("credits", standing.credits());
  }
}
