package dev.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.gateway.security.AdminGuard.Knock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door of the admin listener, on and off loopback; 0 means that one may enter. */
class AdminGuardTest {
  private static final String TOKEN = "s3cret";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "127.0.0.1:5291, -, -, false, 0",
        "localhost, -, -, true, 0",
        "[::1]:5291, http://[::1]:5291, -, false, 0",
        "evil.example, -, -, false, 421",
        "evil.example, -, -, true, 421",
        "-, -, -, false, 421",
        "evil.example, http://evil.example, Bearer s3cret, false, 421",
        "127.0.0.1:5291, http://evil.example, -, false, 403",
        "127.0.0.1:5291, null, Bearer s3cret, true, 403",
      })
  void onLoopbackNamesMatter(
      String host, String origin, String authorization, boolean open, int status) {
    AdminGuard guard = AdminGuard.of("127.0.0.1", null);
    assertThat(status(guard, new Knock(host, origin, authorization, open))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "gw.example, -, Bearer s3cret, false, 0",
        "gw.example, https://gw.example, Bearer s3cret, false, 0",
        "10.1.2.3:5291, -, -, true, 0",
        "-, -, -, true, 0",
        "gw.example, -, -, false, 401",
        "127.0.0.1:5291, -, -, false, 401",
        "gw.example, -, Bearer wrong, false, 401",
        "gw.example, https://evil.example, Bearer s3cret, false, 403",
        "gw.example, https://evil.example, -, true, 403",
      })
  void offLoopbackTheTokenMatters(
      String host, String origin, String authorization, boolean open, int status) {
    AdminGuard guard = AdminGuard.of("0.0.0.0", TOKEN);
    assertThat(status(guard, new Knock(host, origin, authorization, open))).isEqualTo(status);
  }

  @Test
  void onLoopbackNoTokenIsAsked() {
    AdminGuard guard = AdminGuard.of("::1", TOKEN);
    assertThat(status(guard, new Knock("[::1]:1", null, null, false))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"0.0.0.0, -", "::, ' '", "gw.example, ''"})
  void neverStandsOpenToTheNetwork(String host, String token) {
    assertThatThrownBy(() -> AdminGuard.of(host, token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("admin.listen %s is not loopback: set admin.token", host);
  }

  private static int status(AdminGuard guard, Knock knock) {
    var refusal = guard.refusal(knock);
    return refusal == null ? 0 : refusal.status();
  }
}
