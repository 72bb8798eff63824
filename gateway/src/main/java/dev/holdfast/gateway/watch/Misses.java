package dev.holdfast.gateway.watch;

import dev.holdfast.gateway.watch.Fetched.Missed;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a page could not be had, in words that say what to do. */
final class Misses {
  private static final String TRUST =
      "; if a proxy here opens TLS, name its certificate in upstream.ca-file";

  private Misses() {}

  /** No answer came. */
  static Missed of(Throwable trouble) {
    for (Throwable e = trouble; e != null; e = e.getCause()) {
      String known = known(e);
      if (known != null) {
        return new Missed(known, false);
      }
    }
    return new Missed("the connection broke off", false);
  }

  private static @Nullable String known(Throwable e) {
    if (e instanceof UnknownHostException) {
      return "no such host (DNS)";
    }
    if (e instanceof CertificateException) {
      return "its certificate is not trusted" + TRUST;
    }
    if (e instanceof SSLException && !(e.getCause() instanceof CertificateException)) {
      return e.getCause() == null ? "no TLS with it" + TRUST : null;
    }
    if (e instanceof TimeoutException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof SocketTimeoutException) {
      return "did not answer in time";
    }
    return e instanceof ConnectException ? "cannot connect" : null;
  }

  /**
   * An answer came that is no page.
   *
   * @param location where it says that the page has gone; null if it does not
   */
  static Missed of(int status, @Nullable String location) {
    String host = location == null ? null : host(location);
    if (status / 100 == 3 && host != null) {
      return new Missed(
          "has moved (%d) to %s: if you trust that, name it in status-page.hosts"
              .formatted(status, host),
          true);
    }
    return new Missed("answered " + status, true);
  }

  private static @Nullable String host(String location) {
    try {
      return URI.create(location).getHost();
    } catch (IllegalArgumentException strange) {
      return null;
    }
  }
}
