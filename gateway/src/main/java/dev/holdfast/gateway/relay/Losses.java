package dev.holdfast.gateway.relay;

import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** What Vert.x and Netty exceptions say about how far an attempt got. */
public final class Losses {
  private Losses() {}

  /** No connection was had. */
  public static Lost unconnected(Throwable e) {
    boolean tls = e instanceof SSLException || e.getCause() instanceof SSLException;
    return Lost.of(tls ? Loss.TLS : Loss.CONNECT, Phase.CONNECT);
  }

  /** The request was sent and no head came back. */
  public static Loss onTheWay(Throwable e) {
    boolean closed = e instanceof HttpClosedException || e instanceof IOException || stream(e);
    boolean garbage = e instanceof DecoderException || e instanceof IllegalArgumentException;
    return garbage || !closed ? Loss.MALFORMED : Loss.RESET;
  }

  /** Whether the peer ended one HTTP/2 stream: it is there, so its connection is not stale. */
  static boolean stream(Throwable e) {
    return e instanceof StreamResetException;
  }
}
