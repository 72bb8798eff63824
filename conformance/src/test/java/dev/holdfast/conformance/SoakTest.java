package dev.holdfast.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.holdfast.Holdfast;
import dev.holdfast.anthropic.HoldfastInterceptor;
import dev.holdfast.breaker.BreakerPolicy;
import dev.holdfast.decide.Policy;
import dev.holdfast.event.CallEvent;
import dev.holdfast.event.CallEvent.CallEnded;
import dev.holdfast.http.HoldfastHttpClient;
import dev.holdfast.langchain4j.HoldfastLangChain4j;
import dev.holdfast.lab.calls.Ended;
import dev.holdfast.lab.conformity.Asked;
import dev.holdfast.lab.upstream.LabUpstream;
import dev.holdfast.retry.RetryRules;
import dev.holdfast.retry.TimeBudget;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand calls, two hundred at once, under faults drawn with a fixed seed: by the JDK's
 * client, the SDK and LangChain4j, blocking and not, some left in the middle. Each ends exactly once, and
 * nothing stays behind.
 */
@Tag("soak")
class SoakTest {
  private static final int CALLS = Integer.getInteger("soak.calls", 10_000);
  private static final int AT_ONCE = 200;
  private static final long SEED = 20261127;

  /** What may be left of threads once all is over: the lab's, the test's, the JVM's own. */
  private static final int FEW = 32;

  private static final List<String> FAULTS =
      List.of(
          "529",
          "503x2",
          "500",
          "reset",
          "400",
          "cut-body",
          "sse-error-first",
          "end-after-1-events",
          "end-after-5-events",
          "reset-after-5-events",
          "sse-error-after-5",
          "429;retry-after-ms=20");

  private static final Policy BRISK =
      new Policy(
          RetryRules.standard(1, Duration.ofMillis(5), Duration.ofMillis(20)),
          new TimeBudget(Duration.ofMillis(500), Duration.ofSeconds(1)),
          BreakerPolicy.defaults());

  private final Random random = new Random(SEED);
  private final Map<String, AtomicInteger> ends = new ConcurrentHashMap<>();
  private final AtomicInteger started = new AtomicInteger();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final LabUpstream lab = LabUpstream.start();
  private final Holdfast holdfast = Holdfast.of(BRISK).listen(this::heard);

  private void heard(CallEvent event) {
    if (event instanceof CallEnded end) {
      ends.computeIfAbsent(end.call().id(), id -> new AtomicInteger()).incrementAndGet();
    }
  }

  @Test
  void everyCallEndsOnceAndNothingStays() throws Exception {
    soak(CALLS / 10);
    until(() -> Thread.activeCount() <= FEW, "threads");
    long heap = heap();
    int threads = Thread.activeCount();
    long files = files();
    lab.forgetCalls();
    soak(CALLS);
    assertThat(ends).hasSize(started.get());
    assertThat(ends.values()).allMatch(times -> times.get() == 1);
    until(() -> Thread.activeCount() <= FEW, "threads");
    // The warm-up had as many at once, and a tenth of the calls: what leaks would show.
    until(() -> files() <= files + FEW, "connections");
    int attempts = lab.calls().stream().mapToInt(call -> call.attempts().size()).sum();
    assertThat(attempts).as("most of them were sent").isGreaterThan(CALLS * 9 / 10);
    lab.forgetCalls();
    // The test keeps an entry for each call, the engine its counts by model.
    assertThat(heap() - heap).as("bytes kept").isLessThan(24L << 20);
    System.out.printf(
        "soak: %d calls, %d attempts at the upstream, heap %+d KiB, threads %d to %d, files %d to"
            + " %d%n",
        started.get(),
        attempts,
        (heap() - heap) >> 10,
        threads,
        Thread.activeCount(),
        files,
        files());
    lab.close();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The room that is given back tells of each end.
  private void soak(int calls) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    HttpClient http = HoldfastHttpClient.wrap(HttpClient.newHttpClient(), holdfast);
    AnthropicClient sdk =
        AnthropicOkHttpClient.builder()
            .baseUrl(lab.baseUrl().toString())
            .apiKey("any")
            .addInterceptor(HoldfastInterceptor.of(holdfast))
            .maxRetries(0)
            .build();
    HttpClientBuilder lc = HoldfastLangChain4j.httpClient(holdfast);
    int before = started.get();
    for (int i = 0; i < calls; i++) {
      room.acquire();
      Job job = draw(before + i);
      started.incrementAndGet();
      start(i % 5, job, new Clients(http, sdk, lc, callers)).whenComplete((v, e) -> room.release());
    }
    assertThat(room.tryAcquire(AT_ONCE, 60, TimeUnit.SECONDS)).as("all calls ended").isTrue();
    room.release(AT_ONCE);
    until(() -> ends.size() == started.get(), "ends");
    until(
        () ->
            lab.calls().stream()
                .flatMap(call -> call.attempts().stream())
                .noneMatch(attempt -> attempt.ended() == Ended.OPEN),
        "attempts at the upstream");
    sdk.close();
    callers.shutdown();
  }

  /** Few enough faults that the breakers mostly stay closed: else this would soak refusals. */
  private Job draw(int call) {
    boolean stream = random.nextBoolean();
    boolean good = random.nextInt(3) > 0;
    String fault = good ? "none" : FAULTS.get(random.nextInt(FAULTS.size()));
    return new Job("soak-call-" + call, new Asked("soak-" + call / 50, stream, fault));
  }

  /** A call whose attempts the lab can tell from others'; fifty of them share a model. */
  private record Job(String id, Asked ask) {
    Map<String, String> headers() {
      return Map.of("x-lab-call", id, "x-lab-fault", ask.faults());
    }
  }

  /** Who calls, and on which threads those that block. */
  private record Clients(
      HttpClient http, AnthropicClient sdk, HttpClientBuilder langChain4j, Executor callers) {}

  private CompletableFuture<?> start(int way, Job job, Clients by) {
    return switch (way) {
      case 0 -> CompletableFuture.runAsync(() -> read(by.http(), job), by.callers());
      case 1 ->
          by.http()
              .sendAsync(request(job), BodyHandlers.ofString())
              .thenApply(answer -> answer.body());
      case 2 -> CompletableFuture.runAsync(() -> create(by.sdk(), job), by.callers());
      case 3 -> by.sdk().async().messages().create(params(job));
      default -> CompletableFuture.runAsync(() -> chat(by.langChain4j(), job), by.callers());
    };
  }

  /** The fifty calls that share a model are one call to the lab here: it only has to end. */
  private void chat(HttpClientBuilder langChain4j, Job job) {
    try {
      new LangChain4jSubject(lab.baseUrl(), langChain4j, 0)
          .ask(job.ask(), text -> {});
    } catch (Exception expected) {
      // As below.
    }
  }

  private HttpRequest request(Job job) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(lab.baseUrl() + "/v1/messages"))
            .header("x-api-key", "any")
            .POST(BodyPublishers.ofString(job.ask().body()));
    job.headers().forEach(request::header);
    return request.build();
  }

  /** Reads it to its end, or leaves in the middle. */
  private void read(HttpClient http, Job job) {
    Asked ask = job.ask();
    try (InputStream body = http.send(request(job), BodyHandlers.ofInputStream()).body()) {
      body.readNBytes(ask.faults().equals("none") && ask.stream() ? 100 : 1 << 20);
    } catch (Exception expected) {
      // What it is was looked at elsewhere; here it only matters that it ends.
    }
  }

  private static MessageCreateParams params(Job job) {
    MessageCreateParams.Builder params =
        MessageCreateParams.builder().model(job.ask().model()).maxTokens(64).addUserMessage("hi");
    job.headers().forEach(params::putAdditionalHeader);
    return params.build();
  }

  private static void create(AnthropicClient sdk, Job job) {
    try {
      if (job.ask().stream()) {
        try (var events = sdk.messages().createStreaming(params(job))) {
          events.stream().forEach(event -> {});
        }
      } else {
        sdk.messages().create(params(job));
      }
    } catch (RuntimeException expected) {
      // As above.
    }
  }

  private static long heap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long files() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
  }

  /** Waits, bounded, for what nobody tells; a client that is not used any more goes with the GC. */
  private static void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      System.gc();
    }
  }
}
