package dev.holdfast.gateway.page;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends parcels over connections that no call uses. What breaks the way to the upstream, and all
 * that Holdfast does about it, must not keep the news of it from leaving.
 */
final class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int PATIENCE_SECONDS = 10;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** They say that the message itself is wrong; anything else somebody may mend meanwhile. */
  private static final Set<Integer> HOPELESS = Set.of(400, 413, 415, 422);

  private final HttpClient client;

  /** A client; its threads start with the first parcel. */
  Wire(@Nullable URI proxy) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    if (proxy != null) {
      InetSocketAddress at = new InetSocketAddress(proxy.getHost(), proxy.getPort());
      builder.proxy(ProxySelector.of(at));
    }
    this.client = builder.build();
  }

  /** Sends a parcel and waits for what comes of it. */
  Delivery send(Parcel parcel) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(parcel.to())
            .header("Content-Type", "application/json")
            .header("User-Agent", "Holdfast")
            .POST(BodyPublishers.ofString(parcel.body()));
    parcel.headers().forEach(request::header);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), head -> new FirstBytes());
    try {
      return read(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Delivery.Later("no answer within " + PATIENCE_SECONDS + " s", null);
    } catch (ExecutionException e) {
      return new Delivery.Later(why(e), null);
    }
  }

  private static Delivery read(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return new Delivery.Done();
    }
    String why = "answered " + status + (answer.body().isEmpty() ? "" : ": " + answer.body());
    if (HOPELESS.contains(status)) {
      return new Delivery.Never(why);
    }
    return new Delivery.Later(
        why, answer.headers().firstValue("Retry-After").map(Wire::wait).orElse(null));
  }

  /** Seconds, or a date (RFC 9110, 10.2.3); null for what is neither. */
  private static @Nullable Duration wait(String told) {
    Duration wait;
    try {
      wait =
          told.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(told))
              : Duration.between(
                  Instant.now(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(told, Instant::from));
    } catch (DateTimeParseException e) {
      return null;
    }
    Duration within = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    return within.isNegative() ? null : within;
  }

  /** What went wrong on the way, without the URL: to some places that is a secret. */
  private static String why(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof HttpConnectTimeoutException) {
      return "cannot be reached: no connection within " + CONNECT.toSeconds() + " s";
    }
    if (cause instanceof ConnectException) {
      return "cannot be reached: connection refused, or no such host";
    }
    if (cause instanceof SSLException) {
      return "TLS failed: is its certificate trusted here?";
    }
    return cause instanceof IOException ? "the connection broke" : "sending failed";
  }
}
