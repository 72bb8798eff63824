package dev.holdfast.gateway.watch;

import dev.holdfast.gateway.config.GatewayConfig.StatusPage;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.security.Loopback;
import dev.holdfast.gateway.watch.Fetched.Missed;
import dev.holdfast.upstream.StatusDocument;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusDocument.Unreadable;
import dev.holdfast.upstream.StatusReader;
import dev.holdfast.upstream.UpstreamStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * One look at the status page, for a command that finds no gateway to ask. With the oldest of
 * Java's HTTP clients, which is loaded in a tenth of the time that others take.
 */
public final class QuickLook {
  private static final int PATIENCE_MILLIS = 4_000;

  private final Upstream upstream;
  private final InstantSource clock;

  /**
   * A look.
   *
   * @param upstream whose proxy and certificates hold for its page too
   */
  public QuickLook(Upstream upstream, InstantSource clock) {
    this.upstream = upstream;
    this.clock = clock;
  }

  /** Reads the page, from the first host that can be read; blocks for seconds at most. */
  public UpstreamStatus at(StatusPage page) {
    if (page.hosts().isEmpty()) {
      return UpstreamStatus.unread("");
    }
    String first = page.hosts().get(0).getAuthority();
    Missed all = Missed.NONE;
    for (URI host : page.hosts()) {
      Look look = look(host);
      if (look instanceof Look.Seen seen) {
        return UpstreamStatus.unread(first).read(seen.page(), host.getAuthority(), clock.instant());
      }
      all = all.and(host.getAuthority(), (Missed) look);
    }
    return UpstreamStatus.unread(first).failed(first, all.answered(), all.why());
  }

  private Look look(URI host) {
    try {
      HttpURLConnection asked = ask(URI.create(host + StatusWatch.SUMMARY));
      int status = asked.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        return Misses.of(status, asked.getHeaderField("Location"));
      }
      try (InputStream body = asked.getInputStream()) {
        // One byte too many is enough for the reader to see that it is too large.
        return read(StatusReader.read(body.readNBytes(StatusClient.LARGEST + 1)));
      }
    } catch (IOException | GeneralSecurityException e) {
      return Misses.of(e);
    }
  }

  private static Look read(StatusDocument document) {
    return document instanceof Page page
        ? new Look.Seen(page)
        : new Missed(((Unreadable) document).why(), true);
  }

  private HttpURLConnection ask(URI document) throws IOException, GeneralSecurityException {
    Proxy proxy = proxy(document);
    HttpURLConnection request = (HttpURLConnection) document.toURL().openConnection(proxy);
    request.setConnectTimeout(PATIENCE_MILLIS);
    request.setReadTimeout(PATIENCE_MILLIS);
    request.setInstanceFollowRedirects(false);
    request.setRequestProperty("Accept", "application/json");
    request.setRequestProperty("User-Agent", "holdfast");
    if (request instanceof HttpsURLConnection secure && upstream.caFile() != null) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {Trust.alsoOf(upstream.caFile())}, null);
      secure.setSSLSocketFactory(context.getSocketFactory());
    }
    return request;
  }

  private Proxy proxy(URI document) {
    URI egress = upstream.proxy();
    return egress == null || Loopback.address(document.getHost())
        ? Proxy.NO_PROXY
        : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(egress.getHost(), egress.getPort()));
  }
}
