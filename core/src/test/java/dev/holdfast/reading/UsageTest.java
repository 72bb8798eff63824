package dev.holdfast.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an answer used. */
class UsageTest {
  private static final String FULL =
      """
      {"input_tokens": 12, "cache_creation_input_tokens": 300, "cache_read_input_tokens": 9000,
       "cache_creation": {"ephemeral_5m_input_tokens": 300, "input_tokens": 7},
       "output_tokens": 45, "server_tool_use": {"web_search_requests": 0},
       "service_tier": "standard"}\
      """;

  @Test
  void cacheReadsDoNotCountTowardsLimits() {
    assertThat(new Usage(12, 300, 9000, 45).limited()).isEqualTo(312);
  }

  @Test
  void streamsTellItTwice() {
    Usage start = new Usage(12, 300, 9000, 1);
    assertThat(start.orMore(new Usage(0, 0, 0, 45))).isEqualTo(new Usage(12, 300, 9000, 45));
  }

  @Test
  void aWholeMessageTellsIt() {
    String message =
        """
        {"content": [{"type": "tool_use", "input": {"usage": {"input_tokens": 5}}}],
         "usage": %s, "stop_reason": "tool_use"}\
        """
            .formatted(FULL);
    byte[] body = message.getBytes(UTF_8);

    assertThat(Meaning.ofMessage(body, body.length))
        .isEqualTo(new Meaning(Reading.TOOL_CALL, null, new Usage(12, 300, 9000, 45)));
    byte[] odd = "{\"usage\": [{}], \"stop_reason\": \"refusal\"}".getBytes(UTF_8);
    assertThat(Meaning.ofMessage(odd, odd.length)).isEqualTo(new Meaning(Reading.REFUSED, null));
  }
}
