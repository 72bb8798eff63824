package dev.holdfast.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value read from JSON. What should be there and is not is an error with its place; lists and
 * maps that are not there are empty, so that an older memory can be read.
 *
 * @param value a map, a list, a text or a number; null if it is not there
 * @param path where it stands
 */
record Node(@Nullable Object value, String path) {
  Node(@Nullable Object root) {
    this(root, "");
  }

  Node at(String name) {
    Object found = value instanceof Map<?, ?> map ? map.get(name) : null;
    return new Node(found, path + "." + name);
  }

  Node object() {
    if (value instanceof Map<?, ?>) {
      return this;
    }
    throw unfit("an object");
  }

  boolean missing() {
    return value == null;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw unfit("a text");
  }

  long number() {
    if (value instanceof Long number) {
      return number;
    }
    throw unfit("a whole number");
  }

  Instant instant() {
    return Instant.parse(text());
  }

  @Nullable Instant instantOrNull() {
    return missing() ? null : instant();
  }

  <T> List<T> list(Function<Node, T> as) {
    if (missing()) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> as.apply(new Node(each, path + "[]"))).toList();
    }
    throw unfit("a list");
  }

  <T> Map<String, T> map(Function<Node, T> as) {
    Map<String, T> all = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) ->
          all.put(String.valueOf(name), as.apply(new Node(each, path + "." + name))));
    } else if (!missing()) {
      throw unfit("an object");
    }
    return all;
  }

  private IllegalArgumentException unfit(String wanted) {
    return new IllegalArgumentException(
        "not the memory of alerts: " + path + " must be " + wanted + ", not " + value);
  }
}
