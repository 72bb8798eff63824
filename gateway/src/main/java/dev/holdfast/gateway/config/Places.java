package dev.holdfast.gateway.config;

import dev.holdfast.decide.FallbackRule;
import dev.holdfast.gateway.config.Fallback.Ask;
import dev.holdfast.gateway.config.Fallback.Deed;
import dev.holdfast.gateway.config.Fallback.Defer;
import dev.holdfast.gateway.config.Fallback.Say;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the gateway's own keys, and the places that calls may go on to. */
final class Places {
  private final Settings settings;
  private final Path folder;

  /**
   * A reader.
   *
   * @param folder what file names are relative to
   */
  Places(Settings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** The gateway's own keys, in the order they are tried. */
  List<ApiKey> keys() {
    List<ApiKey> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Settings item : settings.items(Items.KEYS)) {
      String alias = item.ifSet(Items.ALIAS);
      String name = alias == null ? "key-" + (keys.size() + 1) : alias;
      ApiKey key = key(item, name, Items.KEY, Items.KEY_FILE);
      if (!names.add(name)) {
        item.complain(Items.ALIAS, "'" + name + "' is taken: give each key an alias of its own");
      } else if (key == null && item.sound(Items.KEY, Items.KEY_FILE)) {
        item.complain(Items.KEY, "needs either 'key' or 'file'");
      } else if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Where calls may go on to, in order. */
  List<Fallback> fallbacks() {
    List<Fallback> places = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Settings item : settings.items(Items.FALLBACK)) {
      String given = item.ifSet(Items.NAME);
      String name = given == null ? "fallback-" + (places.size() + 1) : given;
      if (!names.add(name)) {
        item.complain(Items.NAME, "'" + name + "' is taken: give each place a name of its own");
      }
      places.add(fallback(item, name));
    }
    return places;
  }

  private Fallback fallback(Settings item, String name) {
    ApiKey key = key(item, name, Items.PLACE_KEY, Items.PLACE_FILE);
    URI url = item.ifSet(Items.URL);
    if (url != null && key == null && item.sound(Items.PLACE_KEY, Items.PLACE_FILE)) {
      item.complain(
          Items.URL,
          "needs a key of its own ('key' or 'key-file'): a caller's never leaves for it");
    }
    Map<String, String> models = item.ifSet(Items.MODEL);
    Deed deed = deed(item);
    boolean elsewhere = url != null || key != null || models != null || !(deed instanceof Ask);
    if (!elsewhere && item.problems().isEmpty()) {
      item.complain(Items.MODEL, "leads nowhere else: give a model, url, key, batch or answer");
    }
    FallbackRule rule = new FallbackRule(item.of(Items.WHEN), item.of(Items.AFTER));
    return new Fallback(name, rule, models == null ? Map.of() : models, url, key, deed);
  }

  private static Deed deed(Settings item) {
    String text = item.ifSet(Items.ANSWER);
    if (text != null && item.of(Items.BATCH)) {
      item.complain(Items.ANSWER, "goes not with batch: make two places of it");
    }
    return text != null ? new Say(text) : item.of(Items.BATCH) ? new Defer() : new Ask();
  }

  private @Nullable ApiKey key(Settings item, String alias, Key<String> value, Key<Path> file) {
    String given = item.ifSet(value);
    Path in = item.ifSet(file);
    if (given != null && in != null) {
      item.complain(file, "goes not with '" + value.name() + "': keep one of them");
    }
    if (given == null && in == null) {
      return null;
    }
    return new ApiKey(alias, given, in == null ? null : folder.resolve(in));
  }
}
