package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.Ended;
import dev.holdfast.lab.calls.LabCall;
import dev.holdfast.lab.upstream.LabOptions;
import dev.holdfast.lab.upstream.LabUpstream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A lab, a gateway in front of it and a client: one for each test class. After every test no byte
 * of a request may be kept for replay any more.
 */
public final class Rig
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final UnaryOperator<Setup> setup;
  private final LabOptions options;
  private final Heard heard = new Heard();
  private LabUpstream lab;
  private Gateway gateway;
  private HttpClient client;

  private Rig(UnaryOperator<Setup> setup, LabOptions options) {
    this.setup = setup;
    this.options = options;
  }

  /** A rig for a test class, as {@code @RegisterExtension}. */
  public static Rig with(UnaryOperator<Setup> setup) {
    return new Rig(setup, LabOptions.defaults());
  }

  /** A rig for one test, to be closed. */
  public static Rig start(UnaryOperator<Setup> setup) throws Exception {
    return start(LabOptions.defaults(), setup);
  }

  static Rig start(LabOptions options, UnaryOperator<Setup> setup) throws Exception {
    Rig rig = new Rig(setup, options);
    rig.beforeAll(null);
    return rig;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    lab = LabUpstream.start(options);
    gateway = Gateway.start(setup.apply(Setup.to(lab.baseUrl())).config(), heard);
    client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();
    warmUp();
  }

  /** Lets the lab answer once with pauses, so that no test waits for that first time. */
  private void warmUp() throws IOException {
    if (options.tls() == null) {
      try (Line line = Line.to(lab.port())) {
        line.send(ask().raw(Asking.STREAM, "x-lab-answer: text;events=2;gap=1ms"));
        line.message();
      }
      lab.forgetCalls();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    lab.clearFaults();
    lab.forgetCalls();
    heard.forget();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    until(() -> gateway.memory().used() == 0, "replay memory is given back");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    long start = System.nanoTime();
    gateway.close();
    long took = System.nanoTime() - start;
    lab.close();
    assertThat(Duration.ofNanos(took)).as("nothing keeps the gateway").isLessThan(BOUND);
  }

  @Override
  public void close() {
    try {
      afterEach(null);
    } finally {
      afterAll(null);
    }
  }

  LabUpstream lab() {
    return lab;
  }

  public Gateway gateway() {
    return gateway;
  }

  public Heard heard() {
    return heard;
  }

  HttpClient client() {
    return client;
  }

  /** A request for a message, with its answer still to be chosen. */
  public Asking ask() {
    return new Asking(this);
  }

  /** A connection to the gateway, spoken by hand. */
  public Line line() throws Exception {
    return Line.to(gateway.port());
  }

  /** The attempts of a call as the lab saw them. */
  List<Attempt> attempts(Asking ask) {
    return lab.calls().stream()
        .filter(call -> call.id().equals(ask.id()))
        .findFirst()
        .map(LabCall::attempts)
        .orElse(List.of());
  }

  /** Waits until the lab has seen so many attempts of a call. */
  public void arrives(Asking ask, int attempts) throws Exception {
    awaitLab(() -> attempts(ask).size() >= attempts);
  }

  /** Waits until the lab has noticed that the caller of a call's last attempt left. */
  Attempt gone(Asking ask) throws Exception {
    awaitLab(() -> last(ask).ended() == Ended.CLIENT_GONE);
    return last(ask);
  }

  private Attempt last(Asking ask) {
    List<Attempt> all = attempts(ask);
    return all.get(all.size() - 1);
  }

  private void awaitLab(BooleanSupplier wanted) throws InterruptedException, TimeoutException {
    lab.await(calls -> wanted.getAsBoolean(), BOUND);
  }

  /** Waits, bounded, for what nobody tells. */
  public static void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.yield();
    }
  }
}
