package dev.holdfast.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values in force, where each was written, and the problems found on the way. */
final class Settings {
  private final Map<Key<?>, Object> values = new HashMap<>();
  private final Map<Key<?>, Source> sources = new HashMap<>();
  private final Map<String, List<Settings>> items = new HashMap<>();
  private final String prefix;
  private final List<Problem> problems;

  private Settings(String prefix, List<Problem> problems) {
    this.prefix = prefix;
    this.problems = problems;
  }

  Settings() {
    this("", new ArrayList<>());
  }

  /** Takes all that a file says. */
  void read(Outline outline, Map<String, String> environment) {
    outline.leaves().forEach((key, leaf) -> read(key, leaf, environment));
    outline.items().forEach((path, ones) -> items.put(path, items(ones, environment)));
  }

  private List<Settings> items(List<Outline> outlines, Map<String, String> environment) {
    List<Settings> read = new ArrayList<>();
    for (Outline outline : outlines) {
      Settings item = new Settings(outline.prefix(), problems);
      item.read(outline, environment);
      read.add(item);
    }
    return read;
  }

  /** The items of a list, in order. */
  List<Settings> items(String path) {
    return items.getOrDefault(path, List.of());
  }

  /** The value, or the default of a key that has one. */
  <T> T of(Key<T> key) {
    T value = ifSet(key);
    String fallback = key.fallback();
    if (value != null) {
      return value;
    }
    if (fallback == null) {
      throw new IllegalStateException(key.path() + " has no default");
    }
    return key.kind().of(fallback);
  }

  /** The value; null when it was not set or did not fit. */
  @SuppressWarnings("unchecked") // put and read keep the types together
  <T> @Nullable T ifSet(Key<T> key) {
    return (T) values.get(key);
  }

  Source source(Key<?> key) {
    return sources.getOrDefault(key, Source.DEFAULT);
  }

  /** Whether a later check may speak of these: none of them has a problem already. */
  boolean sound(Key<?>... keys) {
    for (Key<?> key : keys) {
      if (sources.containsKey(key) && !values.containsKey(key)) {
        return false;
      }
    }
    return true;
  }

  <T> void put(Key<T> key, T value, Source source) {
    values.put(key, value);
    sources.put(key, source);
  }

  /** Takes a value from its text; a text that does not fit becomes a problem. */
  <T> void read(Key<T> key, Leaf leaf, Map<String, String> environment) {
    try {
      String text = Placeholders.fill(leaf.text(), environment);
      if (!text.isEmpty() || key.fallback() != null) {
        put(key, key.kind().of(text), leaf.source());
      }
    } catch (Unfit e) {
      sources.put(key, leaf.source());
      boolean hidden = key.kind().secret();
      complain(key, (hidden ? "the value" : "'" + Urls.shown(leaf.text()) + "'") + " " + e.rest());
    }
  }

  void complain(Key<?> key, String what) {
    Source source = source(key);
    boolean fromFile = source.line() > 0;
    String named = fromFile ? prefix + key.path() + ": " + what : what;
    problems.add(new Problem(source.where(), source.line(), named));
  }

  void complain(List<Problem> more) {
    problems.addAll(more);
  }

  List<Problem> problems() {
    return problems;
  }
}
