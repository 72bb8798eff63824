package dev.holdfast.lab.upstream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;

/**
 * The wire below HTTP, for what no polite server does: RST, half-close, bytes that are no HTTP.
 * Vert.x has no public way there, so this one class reaches for the Netty channel underneath.
 */
// A line that is being broken has nobody left to tell how the breaking went.
@SuppressWarnings("FutureReturnValueIgnored")
final class Line {
  private static final long INTERNAL_ERROR = 2; // RFC 9113, 7
  private static final byte[] GARBAGE =
      "\u0016\u0003NOT-HTTP 0.0 ???\r\n\0\0\0lab\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private Line() {}

  /** RST, or RST_STREAM where other requests share the connection. */
  static void reset(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(INTERNAL_ERROR);
      return;
    }
    Channel channel = channel(request.connection());
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    // Past the TLS handler, whose close would say goodbye first.
    channel.unsafe().close(channel.voidPromise());
  }

  /** FIN, while the other direction stays open; HTTP/2 knows no such thing for one stream. */
  static void halfClose(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(INTERNAL_ERROR);
    } else if (channel(request.connection()) instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  /** Raw bytes, below TLS too; then the connection closes. */
  static void garbage(HttpServerRequest request) {
    // Written from the first handler outwards, so that no encoder sees the bytes.
    channel(request.connection())
        .pipeline()
        .firstContext()
        .writeAndFlush(Unpooled.wrappedBuffer(GARBAGE))
        .addListener(ChannelFutureListener.CLOSE);
  }

  static void close(HttpServerRequest request) {
    channel(request.connection()).close();
  }

  private static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }
}
