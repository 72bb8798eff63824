package dev.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose page a request came from. */
class OriginsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 127.0.0.1:5291, false",
        "-, -, false",
        "http://127.0.0.1:5291, 127.0.0.1:5291, false",
        "https://Board.Example, board.example, false",
        "http://[::1]:5291, [::1]:5291, false",
        "http://localhost:5291, 127.0.0.1:5291, true",
        "http://127.0.0.1:3000, 127.0.0.1:5291, true",
        "http://evil.example, 127.0.0.1:5291, true",
        "null, 127.0.0.1:5291, true",
        "'', 127.0.0.1:5291, true",
        "http://127.0.0.1:5291, -, true",
        "file://, 127.0.0.1:5291, true",
        "http://127.0.0.1:5291/path, 127.0.0.1:5291, true",
        "http://evil.example@127.0.0.1:5291, 127.0.0.1:5291, true",
        "chrome-extension://127.0.0.1:5291, 127.0.0.1:5291, true",
      })
  void tellsForeignPagesFromOurOwn(String origin, String host, boolean foreign) {
    assertThat(Origins.foreign(origin, host)).isEqualTo(foreign);
  }
}
