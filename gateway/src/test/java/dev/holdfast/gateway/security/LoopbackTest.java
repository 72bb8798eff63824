package dev.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of this machine, and names that only look like it. */
class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:5291",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.9.8.7:1",
        "[::1]",
        "[::1]:5291",
        "[0:0:0:0:0:0:0:1]:65535"
      })
  void namesThisMachine(String host) {
    assertThat(Loopback.authority(host)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:5291",
        "127.0.0.1@evil.example",
        "evil.localhost",
        "localhost.",
        "127.evil.1.1",
        "0.0.0.0:5291",
        "10.0.0.1",
        "[::]",
        "[::ffff:10.0.0.1]",
        "::1",
        "localhost:",
        "localhost:123456",
        "localhost, localhost",
        " localhost",
        "localhost\n"
      })
  void namesSomebodyElse(String host) {
    assertThat(Loopback.authority(host)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "localhost, true",
    "::1, true",
    "[::1], true",
    "0.0.0.0, false",
    "::, false",
    "192.168.1.5, false",
    "gateway.internal, false",
    "127.0.0.1.nip.io, false",
  })
  void listensOnThisMachineOnly(String host, boolean loopback) {
    assertThat(Loopback.address(host)).isEqualTo(loopback);
  }
}
