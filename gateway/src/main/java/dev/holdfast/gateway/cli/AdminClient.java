package dev.holdfast.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the admin listener of a running gateway. With the oldest of Java's HTTP clients, since
 * java.net.http takes ten times as long to load, which is all that such a command does.
 *
 * <p>The token is shown only to a listener that asks for it by name: on a wrong port it would
 * travel on to whoever answers there.
 */
final class AdminClient {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONG_MILLIS = 330_000;
  private static final int FAILED = 1;
  private static final String REALM = "holdfast admin";

  private final URI at;
  private final @Nullable String token;

  /**
   * A client.
   *
   * @param at where the listener is, without a path
   */
  AdminClient(URI at, Map<String, String> environment) {
    this.at = at;
    String set = environment.getOrDefault("HOLDFAST_ADMIN_TOKEN", "");
    this.token = set.isBlank() ? null : set;
  }

  /** What was answered. */
  record Reply(int status, String body) {}

  /**
   * Asks for a page.
   *
   * @param path with query
   * @throws Complaint if no gateway answers, or it does not let us in
   */
  Reply get(String path) {
    return send(new Order("GET", path, ""));
  }

  /** Tells it something; see {@link #get}. */
  Reply post(String path, String json) {
    return send(new Order("POST", path, json));
  }

  /** Takes something away; see {@link #get}. */
  Reply delete(String path) {
    return send(new Order("DELETE", path, ""));
  }

  private record Order(String method, String path, String body) {}

  private Reply send(Order order) {
    try {
      return sent(order);
    } catch (IOException e) {
      throw new Complaint(FAILED, why(e), e);
    }
  }

  /**
   * Asks for a page; null if nobody listens there.
   *
   * @throws Complaint if somebody does who is no gateway, or does not let us in
   */
  @Nullable Reply getIfThere(String path) {
    try {
      return sent(new Order("GET", path, ""));
    } catch (ConnectException nobody) {
      return null;
    } catch (IOException e) {
      throw new Complaint(FAILED, why(e), e);
    }
  }

  private Reply sent(Order order) throws IOException {
    HttpURLConnection first = ask(order, null);
    if (first.getResponseCode() != 401) {
      return reply(first);
    }
    String realm = first.getHeaderField("WWW-Authenticate");
    if (token == null || realm == null || !realm.contains(REALM)) {
      throw new Complaint(FAILED, at + " asks for a token: set HOLDFAST_ADMIN_TOKEN");
    }
    HttpURLConnection second = ask(order, token);
    if (second.getResponseCode() == 401) {
      throw new Complaint(FAILED, at + " refuses the token in HOLDFAST_ADMIN_TOKEN");
    }
    return reply(second);
  }

  private HttpURLConnection ask(Order order, @Nullable String shown) throws IOException {
    URI page = URI.create(at + order.path());
    HttpURLConnection request = (HttpURLConnection) page.toURL().openConnection(Proxy.NO_PROXY);
    request.setConnectTimeout(PATIENCE_MILLIS);
    request.setReadTimeout(PATIENCE_MILLIS);
    request.setInstanceFollowRedirects(false);
    if (shown != null) {
      request.setRequestProperty("Authorization", "Bearer " + shown);
    }
    if (!order.method().equals("GET")) {
      request.setRequestMethod(order.method());
      request.setRequestProperty("x-holdfast-admin", "1");
      // Sinks are tried one after the other, each with its own patience.
      request.setReadTimeout(order.path().endsWith("/test") ? LONG_MILLIS : PATIENCE_MILLIS);
    }
    if (!order.body().isEmpty()) {
      request.setDoOutput(true);
      request.setRequestProperty("Content-Type", "application/json");
      request.getOutputStream().write(order.body().getBytes(StandardCharsets.UTF_8));
    }
    return request;
  }

  private Reply reply(HttpURLConnection answered) throws IOException {
    int status = answered.getResponseCode();
    if (answered.getHeaderField("x-holdfast-call-id") != null) {
      throw new Complaint(
          FAILED, at + " is where callers connect; name the admin port, by default 5291");
    }
    try (InputStream body = status < 400 ? answered.getInputStream() : answered.getErrorStream()) {
      byte[] bytes = body == null ? new byte[0] : body.readAllBytes();
      return new Reply(status, new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private String why(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return at + " does not answer within " + PATIENCE_MILLIS / 1000 + " s";
    }
    if (e instanceof SSLException) {
      return "no TLS with " + at + ": its certificate is not trusted here, or it speaks plain http";
    }
    return "no gateway answers at "
        + at
        + ": start one (holdfast gateway), or name it with --at URL";
  }
}
