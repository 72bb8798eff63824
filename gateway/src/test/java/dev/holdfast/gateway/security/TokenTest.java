package dev.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who knows the token. */
class TokenTest {
  private final Token token = Token.of("s3cret-ä");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Bearer s3cret-ä, true",
        "bearer s3cret-ä, true",
        "'Bearer   s3cret-ä ', true",
        "-, false",
        "'', false",
        "Bearer, false",
        "'Bearer ', false",
        "Bearer s3cret, false",
        "Bearer s3cret-ä-and-more, false",
        "Bearer S3CRET-Ä, false",
        "s3cret-ä, false",
        "Basic s3cret-ä, false",
      })
  void admitsOnlyWhoKnowsIt(String authorization, boolean admitted) {
    assertThat(token.admits(authorization)).isEqualTo(admitted);
  }

  @Test
  void doesNotTellItself() {
    assertThat(token).hasToString("Token[hidden]");
  }

  @Test
  void isNeverBlank() {
    assertThatThrownBy(() -> Token.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
