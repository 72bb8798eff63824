package dev.holdfast.gateway.relay;

import static dev.holdfast.gateway.relay.TableTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the longest requests are the ones that time out, they are not sent again. */
class LongRequestTest {
  /** All of one endpoint. */
  private static final String SHORT =
      Asking.JSON.replace("claude-opus-5", "claude-sonnet-5").replace("hi", "h".repeat(400));

  private static final String LONG = SHORT.replace("hhh", "h".repeat(900));
  private static final String NO_RETRY = "504;should-retry=false";

  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  @Test
  void theirCallersAreToldToStreamOrShorten() throws Exception {
    for (int i = 0; i < 75; i++) {
      assertThat(RIG.ask().body(SHORT).send().statusCode()).isEqualTo(200);
    }
    for (int i = 0; i < 25; i++) {
      assertThat(RIG.ask().body(LONG).fault(NO_RETRY).send().statusCode()).isEqualTo(504);
    }

    Asking ask = RIG.ask().body(LONG).fault("504");
    HttpResponse<String> answer = ask.send();
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(header(answer, "x-holdfast-reason")).isEqualTo("long-request");
    assertThat(header(answer, "x-should-retry")).isEqualTo("false");
    assertThat(RIG.attempts(ask)).hasSize(1);

    Asking brief = RIG.ask().body(SHORT).fault("504");
    assertThat(brief.send().statusCode()).isEqualTo(200);
    assertThat(RIG.attempts(brief)).hasSize(2);
  }
}
