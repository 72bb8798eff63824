package dev.holdfast.drive;

import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What an exception of the transport says about how far an attempt got. */
final class Losses {
  private Losses() {}

  static Lost of(IOException e) {
    if (unreached(e)) {
      return Lost.of(Loss.CONNECT, Phase.CONNECT);
    }
    // Only a failed handshake is early: other TLS failures may come in the middle of an answer.
    if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
      return Lost.of(Loss.TLS, Phase.CONNECT);
    }
    boolean timeout = e instanceof HttpTimeoutException || e instanceof SocketTimeoutException;
    return Lost.of(timeout ? Loss.TIMEOUT : Loss.RESET, Phase.SENT);
  }

  private static boolean unreached(IOException e) {
    return e instanceof ConnectException
        || e instanceof HttpConnectTimeoutException
        || e instanceof UnknownHostException
        || e instanceof NoRouteToHostException
        || e.getCause() instanceof UnresolvedAddressException;
  }
}
