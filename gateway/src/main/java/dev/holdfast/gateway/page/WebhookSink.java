package dev.holdfast.gateway.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.alert.Alert;
import dev.holdfast.gateway.config.SinkConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * JSON to wherever people want it. The receiver can tell by the signature that it is ours and new,
 * and by the idempotency key that it has it already.
 */
final class WebhookSink extends Sink {
  WebhookSink(SinkConfig config) {
    super(config);
  }

  @Override
  Parcel parcel(Letter letter, Instant now) {
    String body = json(letter).toString();
    Map<String, String> headers = new TreeMap<>();
    headers.put("Idempotency-Key", "\"" + letter.event() + "\"");
    String secret = config().secret();
    if (secret != null) {
      headers.put("X-Holdfast-Signature", signature(secret, now, body));
    }
    return new Parcel(url(), headers, body);
  }

  private static ObjectNode json(Letter letter) {
    Alert alert = letter.news().alert();
    ObjectNode json = AlertsJson.alert(Texts.object().put("version", 1), alert);
    json.put("event", letter.news().what().name().toLowerCase(Locale.ROOT))
        .put("event_id", letter.event())
        .put("at", letter.news().at().toString());
    return json;
  }

  /** The moment is signed too, so that a message that was overheard is soon worth nothing. */
  static String signature(String secret, Instant now, String body) {
    long time = now.getEpochSecond();
    byte[] signed = (time + "." + body).getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
