package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Sources.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The house rules that the text of a source shows, for the main sources of every module. */
class HouseStyleTest {
  private static final int FILE_LINES = 300;

  private static final List<Source> SOURCES = Sources.main();

  @Test
  void filesAreShort() {
    var tooLong =
        SOURCES.stream()
            .filter(source -> source.lines().size() > FILE_LINES)
            .map(source -> source.path() + ": " + source.lines().size())
            .toList();
    assertThat(tooLong).as("files with more than %d lines", FILE_LINES).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    var rooms = new TreeSet<String>();
    var explained = new TreeSet<String>();
    for (var source : SOURCES) {
      var folder = source.path().substring(0, source.path().lastIndexOf('/'));
      rooms.add(folder);
      var explains = source.path().matches(".*/(package|module)-info.java");
      if (explains && source.lines().stream().anyMatch(line -> line.startsWith("/**"))) {
        explained.add(folder);
      }
    }
    rooms.removeAll(explained);
    assertThat(rooms).as("folders without a package-info.java that has a /** comment").isEmpty();
  }

  @Test
  void packagesDoNotGoInCircles() {
    var imports = imports();
    var circles = new ArrayList<String>();
    for (var room : imports.keySet()) {
      var way = new LinkedHashSet<String>();
      if (imports.get(room).stream().anyMatch(next -> reaches(next, room, imports, way))) {
        circles.add(room + " is reached from itself through some of " + way);
      }
    }
    assertThat(circles).as("packages that import each other in a circle").isEmpty();
  }

  @Test
  void declarationsKeepTheRules() {
    var broken = SOURCES.stream().flatMap(source -> new StyleRules(source).broken()).toList();
    assertThat(broken).as("house rules (CONTRIBUTING.md)").isEmpty();
  }

  /** Room → the rooms that it imports, all modules in one picture. */
  private static Map<String, Set<String>> imports() {
    var rooms = new TreeMap<String, Set<String>>();
    SOURCES.forEach(source -> rooms.put(source.room(), new TreeSet<>()));
    for (var source : SOURCES) {
      for (var line : source.tree().getImports()) {
        var name = line.getQualifiedIdentifier().toString();
        rooms.keySet().stream()
            .filter(room -> name.matches(Pattern.quote(room) + "\\.(\\*|[A-Z].*)"))
            .filter(room -> !room.equals(source.room()))
            .forEach(rooms.get(source.room())::add);
      }
    }
    return rooms;
  }

  private static boolean reaches(
      String from, String to, Map<String, Set<String>> imports, Set<String> way) {
    if (!way.add(from)) {
      return false;
    }
    var further = imports.get(from);
    return from.equals(to) || further.stream().anyMatch(next -> reaches(next, to, imports, way));
  }
}
