package dev.holdfast.http;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The answer of the attempt that the call ended with, with the body that the caller wanted. */
record Answer<T>(HttpResponse<?> from, Head head, @Nullable T content) implements HttpResponse<T> {
  @Override
  public int statusCode() {
    return head.status();
  }

  @Override
  public HttpRequest request() {
    return from.request();
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return from.previousResponse()
        .map(earlier ->
            new Answer<>(
                earlier,
                new Head(earlier.statusCode(), earlier.headers(), earlier.version(), null),
                null));
  }

  @Override
  public HttpHeaders headers() {
    return head.headers();
  }

  @Override
  @SuppressWarnings("NullAway") // A handler may make null of a body: discarding() does.
  public T body() {
    return content;
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return from.sslSession();
  }

  @Override
  public URI uri() {
    return from.uri();
  }

  @Override
  public Version version() {
    return from.version();
  }
}
