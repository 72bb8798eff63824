package dev.holdfast.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is sent what is zipped. */
class ZipTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, false",
        "'', false",
        "gzip, true",
        "GZIP, true",
        "'deflate, gzip;q=0.5', true",
        "gzip;q=0, false",
        "'gzip; q=0.000', false",
        "identity, false",
        "xgzip, false",
      })
  void zipsWhereThatIsTaken(String accepted, boolean zips) {
    assertThat(Zip.zips(accepted)).isEqualTo(zips);
  }
}
