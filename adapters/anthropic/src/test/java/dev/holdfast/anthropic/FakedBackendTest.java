package dev.holdfast.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.backends.Backend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/**
 * Bedrock, Vertex and Foundry differ in what their backends make of a request on its way out and of
 * an answer on its way in. The interceptor sits above both; a backend that changes each shows it.
 */
class FakedBackendTest {
  private static final String ANSWERED = "x-backend-answered";

  /** Addresses the model elsewhere, signs, and marks what comes back. */
  private record Faked(String baseUrl) implements Backend {
    @Override
    public HttpRequest prepareRequest(HttpRequest request) {
      return request.toBuilder().putQueryParam("backend", "faked").build();
    }

    @Override
    public HttpRequest authorizeRequest(HttpRequest request) {
      return request.toBuilder().putHeader("x-api-key", "signed").build();
    }

    @Override
    public HttpResponse prepareResponse(HttpResponse response) {
      return new Marked(response);
    }

    @Override
    public void close() {}
  }

  private record Marked(HttpResponse wire) implements HttpResponse {
    @Override
    public int statusCode() {
      return wire.statusCode();
    }

    @Override
    public Headers headers() {
      return wire.headers().toBuilder().put(ANSWERED, "yes").build();
    }

    @Override
    public InputStream body() {
      return wire.body();
    }

    @Override
    public void close() {
      wire.close();
    }
  }

  @Test
  void theSeamIsTheSameBehindEveryBackend() throws Throwable {
    try (Sdk sdk = new Sdk()) {
      AnthropicClient client =
          AnthropicOkHttpClient.builder()
              .backend(new Faked(sdk.lab.baseUrl().toString()))
              .addInterceptor(HoldfastInterceptor.of(Sdk.BRISK))
              .maxRetries(0)
              .build();
      String id = Sdk.id();
      try (var answer = client.messages().withRawResponse().create(Sdk.ask(id, "529,reset"))) {
        assertThat(answer.headers().values(ANSWERED)).containsExactly("yes");
        assertThat(answer.parse().content()).isNotEmpty();
      }
      assertThat(sdk.attempts(id))
          .hasSize(3)
          .extracting(attempt -> attempt.arrived() == null ? "" : attempt.arrived().target())
          .last()
          .isEqualTo("/v1/messages?backend=faked");
      assertThat(Sdk.stream(client, false, Sdk.id(), "sse-error-first"))
          .last()
          .matches(RawMessageStreamEvent::isMessageStop);
      assertThatThrownBy(() -> Sdk.stream(client, true, Sdk.id(), "no-message-stop"))
          .isInstanceOf(AnthropicIoException.class);
      client.close();
    }
  }
}
