package dev.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.gateway.config.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys are good, and which were replaced; in virtual time. */
class KeyRingTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private Path file;
  private List<ApiKey> keys;
  private Instant now = START;
  private KeyRing ring;

  @BeforeEach
  void twoKeysOneInAFile() throws IOException {
    file = folder.resolve("one.key");
    keys = List.of(new ApiKey("one", null, file), new ApiKey("two", "sk-two", null));
    write("sk-old");
    ring = KeyRing.of(keys);
  }

  private void write(String value) throws IOException {
    Files.writeString(file, value + "\n");
  }

  private void reload() throws IOException {
    ring = ring.reloaded(keys, now);
  }

  @Test
  void aReloadThatChangesNothingReplacesNothing() throws Exception {
    reload();
    assertThat(ring.replaced(now)).isEmpty();
  }

  @Test
  void anotherValueUnderTheSameAliasIsAReplacedKey() throws Exception {
    write("sk-new");
    reload();
    assertThat(ring.replaced(now)).containsExactly("one");
    assertThat(ring.value("one")).isEqualTo("sk-new");
  }

  @Test
  void itIsNewsForAQuarterOfAnHour() throws Exception {
    write("sk-new");
    reload();
    now = now.plus(KeyRing.NEWS);
    assertThat(ring.replaced(now.minusMillis(1))).containsExactly("one");
    assertThat(ring.replaced(now)).isEmpty();
  }

  @Test
  void itIsRememberedAcrossReloads() throws Exception {
    write("sk-new");
    reload();
    now = now.plus(SOON);
    reload();
    assertThat(ring.replaced(now)).containsExactly("one");
    now = now.plus(KeyRing.NEWS).minus(SOON);
    assertThat(ring.replaced(now)).as("a reload does not make it newer").isEmpty();
  }

  @Test
  void aRefusalThatFindsAnotherValueInTheFileIsAReplacementToo() throws Exception {
    write("sk-new");
    ring.refused("one", "sk-old", now);
    assertThat(ring.replaced(now)).containsExactly("one");
    assertThat(ring.usable("one", now)).isTrue();
  }

  @Test
  void aReplacementThatIsRefusedItselfCuredNothing() throws Exception {
    write("sk-new");
    reload();
    ring.refused("one", "sk-new", now);
    assertThat(ring.replaced(now)).isEmpty();
    reload();
    assertThat(ring.replaced(now)).as("nor after another reload").isEmpty();
  }

  @Test
  void aLateAnswerToTheOldValueSaysNothingOfTheNewOne() throws Exception {
    write("sk-new");
    reload();
    ring.refused("one", "sk-old", now);
    assertThat(ring.replaced(now)).containsExactly("one");
    assertThat(ring.usable("one", now)).isTrue();
  }

  @Test
  void aKeyOfAnotherAliasReplacesNone() throws Exception {
    ring = ring.reloaded(List.of(new ApiKey("three", "sk-three", null)), now);
    assertThat(ring.replaced(now)).isEmpty();
  }

  @Test
  void aRefusedKeyRestsUntilItIsReadAnew() throws Exception {
    ring.refused("one", "sk-old", now);
    assertThat(ring.good(keys, now)).containsExactly("two");
    reload();
    assertThat(ring.good(keys, now)).containsExactly("one", "two");
  }

  @Test
  void anUnreadableFileLeavesTheRingAsItWas() throws Exception {
    Files.delete(file);
    assertThatThrownBy(this::reload).isInstanceOf(IOException.class);
    assertThat(ring.value("one")).isEqualTo("sk-old");
  }
}
