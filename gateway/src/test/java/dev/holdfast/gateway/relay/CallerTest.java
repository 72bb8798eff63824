package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.event.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events tell who called, and never with what credential. */
class CallerTest {
  @RegisterExtension static final Rig RIG = Rig.with(setup -> setup);

  private static Caller of(Asking ask) throws Exception {
    RIG.heard().forget();
    ask.send();
    return RIG.heard().ends(1).get(0).call().caller();
  }

  @Test
  void aCredentialHasAnAliasOfItsOwn() throws Exception {
    Caller one = of(RIG.ask());
    assertThat(one.key()).matches("[0-9a-f]{8}");
    assertThat(one.version()).isEqualTo("-");
    assertThat(of(RIG.ask())).isEqualTo(one);
    Caller bearer = of(RIG.ask().header("authorization", "Bearer any"));
    assertThat(bearer).as("x-api-key goes first").isEqualTo(one);
  }

  @Test
  void theVersionIsWhatTheClientCallsItself() throws Exception {
    assertThat(of(RIG.ask().header("x-client-version", "v42")).version()).isEqualTo("v42");
    assertThat(of(RIG.ask().header("x-client-version", "two words")).version()).isEqualTo("other");
  }
}
