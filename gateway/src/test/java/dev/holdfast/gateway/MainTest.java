package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void theProcessEndsWithTheCodeOfItsCommand() {
    assertThat(Main.code(() -> 20)).isEqualTo(20);
  }

  @Test
  void itEndsAlsoWhenItsOwnClassesAreGone() {
    int code =
        Main.code(() -> {
          throw new NoClassDefFoundError("said by a test: the file was replaced");
        });
    assertThat(code).isEqualTo(1);
  }
}
