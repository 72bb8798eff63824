package dev.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.holdfast.outcome.Loss;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
  static Stream<Arguments> exceptions() {
    return Stream.of(
        arguments(new ConnectException("refused"), Loss.CONNECT, Phase.CONNECT),
        arguments(new UnknownHostException("up.test"), Loss.CONNECT, Phase.CONNECT),
        arguments(new NoRouteToHostException(), Loss.CONNECT, Phase.CONNECT),
        arguments(new HttpConnectTimeoutException("5 s"), Loss.CONNECT, Phase.CONNECT),
        arguments(new IOException(new UnresolvedAddressException()), Loss.CONNECT, Phase.CONNECT),
        arguments(new SSLHandshakeException("bad certificate"), Loss.TLS, Phase.CONNECT),
        arguments(new SSLPeerUnverifiedException("wrong host"), Loss.TLS, Phase.CONNECT),
        // These also come in the middle of an answer: the request may have run.
        arguments(new SSLException("closing inbound before close_notify"), Loss.RESET, Phase.SENT),
        arguments(new HttpTimeoutException("request timed out"), Loss.TIMEOUT, Phase.SENT),
        arguments(new SocketTimeoutException("Read timed out"), Loss.TIMEOUT, Phase.SENT),
        arguments(new SocketException("Connection reset"), Loss.RESET, Phase.SENT),
        arguments(new EOFException(), Loss.RESET, Phase.SENT),
        arguments(new ClosedChannelException(), Loss.RESET, Phase.SENT),
        arguments(new IOException("stream was reset: INTERNAL_ERROR"), Loss.RESET, Phase.SENT));
  }

  @ParameterizedTest(name = "{0}: {1} at {2}")
  @MethodSource("exceptions")
  void anExceptionTellsHowFarTheAttemptGot(IOException thrown, Loss loss, Phase phase) {
    assertThat(Losses.of(thrown)).isEqualTo(Lost.of(loss, phase));
  }
}
