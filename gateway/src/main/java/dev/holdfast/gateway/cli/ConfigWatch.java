package dev.holdfast.gateway.cli;

import dev.holdfast.gateway.config.ConfigFile;
import dev.holdfast.gateway.config.ConfigInvalid;
import dev.holdfast.gateway.config.ConfigReader;
import dev.holdfast.gateway.config.Overrides;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.gateway.serve.StartFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again when its file has changed, or at SIGHUP. What is wrong with it is
 * logged and changes nothing: the last good one stays. The file's text is compared, not its time,
 * which says nothing where files are swapped behind links.
 */
final class ConfigWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("holdfast");
  private static final int EVERY_SECONDS = 2;

  private final Gateway gateway;
  private final @Nullable Path path;
  private final Overrides overrides;
  private final ConfigReader reader;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(ConfigWatch::thread);
  private @Nullable ConfigFile last;

  ConfigWatch(
      Gateway gateway, @Nullable Path path, Overrides overrides, Map<String, String> environment) {
    this.gateway = gateway;
    this.path = path;
    this.overrides = overrides;
    this.reader = new ConfigReader(environment);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "holdfast-config");
    thread.setDaemon(true);
    return thread;
  }

  /** Watches from now on. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the end of watching.
  void start() {
    try {
      last = ConfigFile.find(path);
    } catch (ConfigInvalid gone) {
      // It was there a moment ago; once it is back it counts as changed.
    }
    clock.scheduleWithFixedDelay(() -> look(false), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    Stop.on("HUP", name -> clock.execute(() -> look(true)));
  }

  /** Never throws: it would not be called again. */
  private void look(boolean asked) {
    try {
      ConfigFile file = ConfigFile.find(path);
      if (asked || !text(file).equals(text(last))) {
        last = file;
        apply(file);
      }
    } catch (ConfigInvalid unreadable) {
      // Somebody may be writing it right now; who asked for it wants to know.
      if (asked) {
        refused(String.valueOf(unreadable.getMessage()));
      }
    }
  }

  private static String text(@Nullable ConfigFile file) {
    return file == null ? "" : file.text();
  }

  private void apply(@Nullable ConfigFile file) {
    try {
      List<String> restart = gateway.reload(reader.read(file, overrides));
      if (restart.isEmpty()) {
        LOG.atInfo().log("configuration read again");
      } else {
        refused("restart to apply " + String.join(", ", restart));
      }
    } catch (ConfigInvalid | StartFailed e) {
      refused(String.valueOf(e.getMessage()));
    }
  }

  private static void refused(String why) {
    LOG.atWarn().addKeyValue("why", why).log("configuration not read again, the last one stays");
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
