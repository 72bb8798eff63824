package dev.holdfast.gateway.relay;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends a connection now, whatever is still to be written on it. */
public final class Cut {
  private Cut() {}

  /**
   * Closes it. Vert.x would write first what is still to be written: to a peer that has stopped
   * reading, for ever. So the channel is closed below it.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the end of what is cut.
  public static void off(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      base.channel().pipeline().firstContext().close();
    } else {
      connection.close();
    }
  }
}
