package dev.holdfast.gateway.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a configuration, or of one item in a list of it.
 *
 * @param keys in the order of the reference
 * @param lists lists of items that have keys of their own, by path
 */
record Table(List<Key<?>> keys, Map<String, Table> lists) {
  static Table of(Key<?>... keys) {
    return new Table(List.of(keys), Map.of());
  }

  @Nullable Key<?> at(String path) {
    return keys.stream().filter(key -> key.path().equals(path)).findFirst().orElse(null);
  }

  /** The names directly below a section, those of sections included; empty if it is none. */
  Set<String> below(String section) {
    String prefix = section.isEmpty() ? "" : section + ".";
    Set<String> names = new LinkedHashSet<>();
    keys.forEach(key -> add(names, prefix, key.path()));
    lists.keySet().stream().sorted().forEach(path -> add(names, prefix, path));
    return names;
  }

  private static void add(Set<String> names, String prefix, String path) {
    if (path.startsWith(prefix)) {
      names.add(path.substring(prefix.length()).split("\\.", 2)[0]);
    }
  }
}
