package dev.holdfast.lab.upstream;

import static dev.holdfast.lab.upstream.Caller.ASK;
import static dev.holdfast.lab.upstream.Caller.ASK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2: by upgrade from plain text, with prior knowledge, and by ALPN over TLS. */
class Http2Test {
  // The preface of RFC 9113, 3.4, and an empty SETTINGS frame.
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";

  @Test
  void plainTextUpgrades() throws Exception {
    try (LabUpstream lab = LabUpstream.start()) {
      Caller caller = new Caller(lab.baseUrl(), http2().build());
      HttpResponse<String> answer = caller.ask(ASK_STREAM);
      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
      Conformity.check(answer.body());
      assertThat(lab.calls().get(0).last().arrived()).isNotNull();
      assertThat(lab.calls().get(0).last().arrived().version()).isEqualTo("HTTP/2");
    }
  }

  @Test
  void priorKnowledgeIsUnderstood() throws Exception {
    try (LabUpstream lab = LabUpstream.start();
        RawCaller raw = new RawCaller(lab.port())) {
      raw.write(PREFACE);
      // A SETTINGS frame is the server's first word; its type is the fourth byte.
      assertThat(raw.read().text().charAt(3)).isEqualTo((char) 4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "reset-after-3-events",
        "half-close-after-3-events",
        "cut-body",
        "garbage"
      })
  void brokenStreamsFail(String fault) {
    try (LabUpstream lab = LabUpstream.start()) {
      Caller caller = new Caller(lab.baseUrl(), http2().build());
      assertThatThrownBy(() -> caller.ask(ASK_STREAM, "x-lab-fault", fault))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"529", "sse-error-first", "end-after-5-events", "413;early"})
  void answeredFaultsAnswer(String fault) throws Exception {
    try (LabUpstream lab = LabUpstream.start()) {
      Caller caller = new Caller(lab.baseUrl(), http2().build());
      assertThat(caller.ask(ASK_STREAM, "x-lab-fault", fault).version()).isEqualTo(Version.HTTP_2);
      assertThat(caller.ask(ASK).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tlsNegotiatesHttp2(@TempDir Path folder) throws Exception {
    TestIdentity identity = TestIdentity.make(folder);
    LabOptions options = LabOptions.defaults().withTls(identity.tls());
    try (LabUpstream lab = LabUpstream.start(options)) {
      assertThat(lab.baseUrl().getScheme()).isEqualTo("https");
      HttpClient client = http2().sslContext(trusting(identity.store())).build();
      HttpResponse<String> answer = new Caller(lab.baseUrl(), client).ask(ASK);
      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      HttpClient older =
          HttpClient.newBuilder()
              .version(Version.HTTP_1_1)
              .sslContext(trusting(identity.store()))
              .build();
      Caller caller = new Caller(lab.baseUrl(), older);
      assertThat(caller.ask(ASK).version()).isEqualTo(Version.HTTP_1_1);
      assertThatThrownBy(() -> caller.ask(ASK, "x-lab-fault", "reset-after-head"))
          .isInstanceOf(IOException.class);
    }
  }

  private static HttpClient.Builder http2() {
    return HttpClient.newBuilder().version(Version.HTTP_2);
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
