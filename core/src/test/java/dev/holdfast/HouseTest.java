package dev.holdfast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rooms of the engine: who may stand on whom, and where time and chance come from. */
class HouseTest {
  /** A room uses rooms on strictly lower floors only. That also rules out circles. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          entry("dev.holdfast", 9),
          entry("dev.holdfast.alert", 8),
          entry("dev.holdfast.drive", 7),
          entry("dev.holdfast.situation", 7),
          entry("dev.holdfast.call", 6),
          entry("dev.holdfast.gauge", 6),
          entry("dev.holdfast.tale", 6),
          entry("dev.holdfast.event", 5),
          entry("dev.holdfast.decide", 4),
          entry("dev.holdfast.retry", 3),
          entry("dev.holdfast.verdict", 2),
          entry("dev.holdfast.quota", 2),
          entry("dev.holdfast.preflight", 2),
          entry("dev.holdfast.breaker", 1),
          entry("dev.holdfast.outcome", 1),
          entry("dev.holdfast.reading", 0),
          entry("dev.holdfast.upstream", 1));

  /** The one place with a clock, a sleep and a source of chance. */
  private static final String TIMEKEEPER = "dev.holdfast.drive.Timekeeper";

  /**
   * {@code owner.member} of calls that belong to the Timekeeper; constructors are {@code <init>}.
   */
  private static final List<Pattern> TIME_AND_CHANCE =
      List.of(
          Pattern.compile("java\\.time\\.(\\w+|chrono\\.\\w+)\\.now"),
          Pattern.compile("java\\.time\\.(Clock|InstantSource)\\.(system|tick).*"),
          Pattern.compile("java\\.lang\\.System\\.(nanoTime|currentTimeMillis)"),
          Pattern.compile("java\\.util\\.(Date|Calendar|GregorianCalendar)\\.(<init>|getInstance)"),
          Pattern.compile("java\\.lang\\.Thread\\.sleep"),
          Pattern.compile("java\\.lang\\.Object\\.wait"),
          Pattern.compile("java\\.util\\.concurrent\\.TimeUnit\\.(sleep|timedWait|timedJoin)"),
          Pattern.compile("java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)"),
          Pattern.compile(
              "java\\.util\\.concurrent\\.CompletableFuture"
                  + "\\.(delayedExecutor|orTimeout|completeOnTimeout)"),
          Pattern.compile("java\\.util\\.concurrent\\.(Executors|ForkJoinPool)\\..*"),
          Pattern.compile("java\\.util\\.concurrent\\.(Scheduled)?ThreadPoolExecutor\\.<init>"),
          Pattern.compile("java\\.util\\.Timer\\..*"),
          Pattern.compile("java\\.lang\\.Math\\.random"),
          Pattern.compile("java\\.util\\.UUID\\.randomUUID"),
          Pattern.compile("java\\.util\\.Collections\\.shuffle"),
          Pattern.compile("java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"),
          Pattern.compile("java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)"),
          Pattern.compile("java\\.util\\.random\\.RandomGeneratorFactory\\..*"),
          Pattern.compile("java\\.(util|security)\\.\\w*Random\\.<init>"));

  private final JavaClasses engine =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.holdfast");

  @Test
  void everyRoomHasAFloor() {
    var homeless = new TreeSet<String>();
    engine.forEach(type -> homeless.add(type.getPackageName()));
    homeless.removeAll(FLOORS.keySet());
    assertThat(homeless)
        .as("new rooms: give each a floor in HouseTest.FLOORS and a line in docs/design.md")
        .isEmpty();
  }

  @Test
  void roomsStandOnLowerFloorsOnly() {
    classes().should(useLowerFloorsOnly()).allowEmptyShould(true).check(engine);
  }

  @Test
  void onlyTheTimekeeperKnowsTimeAndChance() {
    noClasses()
        .that(DescribedPredicate.not(partOfTheTimekeeper()))
        .should()
        .accessTargetWhere(bringsTimeOrChance())
        .because("pure rooms take the instant and the chance as arguments")
        .allowEmptyShould(true)
        .check(engine);
  }

  private static ArchCondition<JavaClass> useLowerFloorsOnly() {
    return new ArchCondition<>("use rooms on lower floors only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (var use : type.getDirectDependenciesFromSelf()) {
          if (goesUp(use)) {
            events.add(SimpleConditionEvent.violated(use, sentence(use)));
          }
        }
      }
    };
  }

  private static boolean goesUp(Dependency use) {
    var from = use.getOriginClass().getPackageName();
    var to = use.getTargetClass().getBaseComponentType().getPackageName();
    var known = FLOORS.containsKey(from) && FLOORS.containsKey(to);
    return known && !from.equals(to) && FLOORS.get(to) >= FLOORS.get(from);
  }

  private static String sentence(Dependency use) {
    var from = use.getOriginClass().getPackageName();
    var to = use.getTargetClass().getBaseComponentType().getPackageName();
    return "floor %d (%s) may not use floor %d (%s): %s"
        .formatted(FLOORS.get(from), from, FLOORS.get(to), to, use.getDescription());
  }

  private static DescribedPredicate<JavaClass> partOfTheTimekeeper() {
    return DescribedPredicate.describe(
        "part of " + TIMEKEEPER,
        type -> type.getName().equals(TIMEKEEPER) || type.getName().startsWith(TIMEKEEPER + "$"));
  }

  private static DescribedPredicate<JavaAccess<?>> bringsTimeOrChance() {
    return DescribedPredicate.describe(
        "it reads a clock, sleeps, starts threads or rolls dice",
        access -> {
          var target = access.getTarget();
          var name = target.getOwner().getName() + "." + target.getName();
          return TIME_AND_CHANCE.stream().anyMatch(banned -> banned.matcher(name).matches());
        });
  }
}
