package dev.holdfast.breaker;

import dev.holdfast.breaker.BreakerChaos.Act;
import dev.holdfast.breaker.BreakerChaos.Op;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold whatever happens to a breaker, in whatever order. */
class BreakerPropertiesTest {
  private static Arbitrary<List<Op>> sequences(Predicate<Act> which) {
    List<Act> acts =
        Stream.of(Act.values())
            .filter(which)
            .flatMap(act -> Collections.nCopies(act.often(), act).stream())
            .toList();
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 999);
    return Combinators.combine(Arbitraries.of(acts), number, number)
        .as(Op::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(150);
  }

  @Provide
  Arbitrary<List<Op>> usual() {
    return sequences(act -> act != Act.FORCE && act != Act.JUMP);
  }

  @Provide
  Arbitrary<List<Op>> wild() {
    return sequences(act -> true);
  }

  @Property(tries = 400)
  void aBreakerKeepsItsPromisesAndRecovers(@ForAll("usual") List<Op> ops, @ForAll long seed) {
    BreakerChaos chaos = new BreakerChaos(seed);
    ops.forEach(chaos::perform);
    chaos.recover();
  }

  @Property(tries = 400)
  void neitherForceNorClocksLeaveItStuck(@ForAll("wild") List<Op> ops, @ForAll long seed) {
    BreakerChaos chaos = new BreakerChaos(seed);
    ops.forEach(chaos::perform);
    chaos.recover();
  }
}
