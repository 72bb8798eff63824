package dev.holdfast.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  @Test
  void whatWasNotSaidIsADash() {
    assertThat(Caller.of(null, null)).isSameAs(Caller.NONE);
    assertThat(Caller.of("billing", null)).isEqualTo(new Caller("billing", "-"));
    assertThat(Caller.of(null, "v42")).isEqualTo(new Caller("-", "v42"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v42", "1.0.0-rc.1+5", "app/2", "a=b"})
  void wordsStayAsTheyAre(String version) {
    assertThat(Caller.of("key", version).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "line\nbreak", "quo\"te", "back\\slash", "caf\tau"})
  void whatIsNotFitToBeShownIsNotTold(String version) {
    assertThat(Caller.of("key", version).version()).isEqualTo("other");
  }

  @Test
  void aWordHasAnEnd() {
    assertThat(new Caller("k".repeat(64), "-").key()).hasSize(64);
    assertThat(new Caller("k".repeat(65), "-").key()).isEqualTo("other");
  }
}
