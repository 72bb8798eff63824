package dev.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AliasesTest {
  private static Aliases salted(String salt) {
    return new Aliases(salt.getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 4231, test case 2. */
  @Test
  void anAliasIsTheStartOfAKeyedHash() {
    assertThat(salted("Jefe").of("what do ya want for nothing?")).isEqualTo("5bdcc146");
  }

  @Test
  void theSameSaltGivesTheSameAliasAndAnotherSaltAnother() {
    assertThat(salted("a").of("sk-1")).isEqualTo(salted("a").of("sk-1"));
    assertThat(salted("a").of("sk-1")).isNotEqualTo(salted("b").of("sk-1"));
    assertThat(salted("a").of("sk-1")).isNotEqualTo(salted("a").of("sk-2"));
    assertThat(Aliases.ofThisProcess().of("sk-1")).isNotEqualTo(salted("a").of("sk-1"));
  }

  @Test
  void nobodyHasAnAliasBeforeTheSaltIsKnownAndNoAliasChangesAfterwards() {
    Aliases aliases = Aliases.remembered();
    assertThat(aliases.of("sk-1")).isNull();
    aliases.settle("a".getBytes(StandardCharsets.UTF_8));
    String alias = aliases.of("sk-1");
    assertThat(alias).isEqualTo(salted("a").of("sk-1"));
    aliases.settle("b".getBytes(StandardCharsets.UTF_8));
    assertThat(aliases.of("sk-1")).isEqualTo(alias);
    assertThat(aliases.of("sk-2")).isEqualTo(salted("a").of("sk-2"));
  }

  @Test
  void anAliasOutlivesTheMemoryOfIt() {
    Aliases aliases = salted("a");
    String first = aliases.of("sk-0");
    IntStream.range(1, 1000).forEach(i -> aliases.of("sk-" + i));
    assertThat(aliases.of("sk-0")).isEqualTo(first).matches("[0-9a-f]{8}");
  }
}
