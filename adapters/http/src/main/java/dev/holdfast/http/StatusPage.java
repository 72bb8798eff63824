package dev.holdfast.http;

import dev.holdfast.decide.Outlook;
import dev.holdfast.http.Documents.Look;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Indicator;
import dev.holdfast.upstream.Pace;
import dev.holdfast.upstream.StatusDocument.Page;
import dev.holdfast.upstream.StatusDocument.Unreadable;
import dev.holdfast.upstream.UpstreamStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A status page, read in the background, so that an outage that is known is told as one.
 *
 * <pre>{@code
 * StatusPage page = StatusPage.read();
 * Holdfast holdfast = Holdfast.of(Policy.defaults()).heed(page);
 * }</pre>
 *
 * <p>It is asked twice a minute, give or take a fifth, and sent only when it has changed; while it
 * cannot be read, ever more rarely, down to once in five minutes. It never trips a breaker: a page
 * that cannot be read, or was not for 90 s, says nothing at all.
 *
 * <p>Make one for each process. Any thread may ask what it saw last, which costs a look into
 * memory. Its own thread is a daemon and ends when it is closed.
 */
public final class StatusPage implements Outlook, AutoCloseable {
  /** Where Anthropic's page is: the first that can be read counts. */
  public static final List<URI> ANTHROPIC =
      List.of(
          URI.create("https://status.claude.com"), URI.create("https://anthropic.statuspage.io"));

  private static final System.Logger LOG = System.getLogger(StatusPage.class.getName());
  private static final String SUMMARY = "/api/v2/summary.json";
  private static final String INCIDENTS = "/api/v2/incidents.json";
  private static final Duration EVERY = Duration.ofSeconds(30);

  /** The longer list has 200 kB, and says little that is new. */
  private static final Duration HISTORY_EVERY = Duration.ofMinutes(10);

  private final List<URI> hosts;
  private final Documents documents;
  private final Pace pace;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor thread;

  // These three belong to the thread.
  private @Nullable Instant historyRead;
  private @Nullable String trouble;
  private int failures;

  private volatile UpstreamStatus status;

  StatusPage(HttpClient client, List<URI> hosts, Duration every, InstantSource clock) {
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("no host to read the status page from; name at least one");
    }
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("every " + every + ": has to be longer than nothing");
    }
    for (URI host : hosts) {
      if (host.getAuthority() == null) {
        throw new IllegalArgumentException(
            "host '" + host + "': write it like https://status.claude.com");
      }
    }
    this.hosts = List.copyOf(hosts);
    this.documents = new Documents(client);
    this.pace = new Pace(every, () -> ThreadLocalRandom.current().nextLong());
    this.clock = clock;
    this.status = UpstreamStatus.unread(name(hosts.get(0)));
    this.thread = new ScheduledThreadPoolExecutor(1, StatusPage::named);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setRejectedExecutionHandler((late, closed) -> {});
  }

  private static Thread named(Runnable task) {
    Thread reading = new Thread(task, "holdfast-status");
    reading.setDaemon(true);
    return reading;
  }

  /** Anthropic's page from here on, with a client of its own. */
  public static StatusPage read() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Documents.PATIENCE).build();
    return read(client, ANTHROPIC, EVERY);
  }

  /**
   * A page from here on.
   *
   * @param client the way to it: its proxy, its trust. Not a guarded one: a page that cannot be
   *     read is asked again soon enough
   * @param hosts where it is, as {@link #ANTHROPIC}; the first that can be read counts
   * @param every how often it is asked while all goes well
   */
  public static StatusPage read(HttpClient client, List<URI> hosts, Duration every) {
    StatusPage page = new StatusPage(client, hosts, every, InstantSource.system());
    page.thread.execute(page::turn);
    return page;
  }

  /** The page as it was last seen. */
  public UpstreamStatus status() {
    return status;
  }

  @Override
  public boolean red(String family, Instant now) {
    return status.light(family, now) == Indicator.RED;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What goes wrong is caught here.
  private void turn() {
    try {
      look();
    } catch (InterruptedException closed) {
      return;
    } catch (RuntimeException e) {
      // The next look may go well; without a catch there would be no next one.
      failures++;
      LOG.log(System.Logger.Level.ERROR, "the status page could not be looked at", e);
    }
    thread.schedule(this::turn, pace.next(failures).toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Looks now, host by host. */
  void look() throws InterruptedException {
    Missed missed = Missed.NONE;
    for (URI host : hosts) {
      Look look = documents.look(host.resolve(SUMMARY));
      if (look.document() instanceof Page page) {
        read(host, page, missed);
        history(host);
        return;
      }
      missed = missed.and(name(host), look);
    }
    failures++;
    status = status.failed(name(hosts.get(0)), missed.answered(), missed.why());
    tell(missed.why(), "its light is unknown");
  }

  /** What went wrong with the hosts so far. */
  private record Missed(String why, boolean answered) {
    static final Missed NONE = new Missed("", false);

    Missed and(String host, Look look) {
      String before = why.isEmpty() ? "" : why + "; ";
      String told = look.document() instanceof Unreadable no ? no.why() : "";
      return new Missed(before + host + ": " + told, answered || look.answered());
    }
  }

  private void read(URI host, Page page, Missed before) {
    failures = 0;
    Set<String> open = ids(status);
    status = status.read(page, name(host), clock.instant());
    // What ended is told by the longer list only.
    historyRead = ids(status).containsAll(open) ? historyRead : null;
    tell(before.why(), "read from " + name(host) + " instead");
  }

  private static Set<String> ids(UpstreamStatus status) {
    return status.open().stream().map(Incident::id).collect(Collectors.toSet());
  }

  /** The longer list, now and then. Without it only what has just ended is not known. */
  private void history(URI host) throws InterruptedException {
    Instant now = clock.instant();
    Instant last = historyRead;
    boolean due = last == null || !now.isBefore(last.plus(HISTORY_EVERY));
    if (due && documents.look(host.resolve(INCIDENTS)).document() instanceof Page page) {
      historyRead = now;
      status = status.past(page);
    }
  }

  /** Tells the log what is new about reading the page, once, and not at every look. */
  private void tell(String why, String so) {
    if (why.isEmpty() && trouble != null) {
      LOG.log(System.Logger.Level.INFO, "status page can be read again");
    } else if (!why.isEmpty() && !why.equals(trouble)) {
      LOG.log(System.Logger.Level.WARNING, "status page unreadable, {0}: {1}", so, why);
    }
    trouble = why.isEmpty() ? null : why;
  }

  private static String name(URI host) {
    return host.getAuthority();
  }

  /** Reads no more; what was seen last stays, and grows old. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
