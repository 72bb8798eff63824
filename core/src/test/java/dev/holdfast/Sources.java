package dev.holdfast;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The main sources of every module, parsed (not compiled) by the JDK's own parser. */
final class Sources {
  private Sources() {}

  /** One file; {@code path} is relative to the repository and has forward slashes. */
  record Source(Path file, String path, CompilationUnitTree tree, SourcePositions positions) {
    long line(long position) {
      return tree.getLineMap().getLineNumber(position);
    }

    List<String> lines() {
      try {
        return Files.readAllLines(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The package that the file says it is in. */
    String room() {
      return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }
  }

  /** The folder with {@code .mvn} in it, looked for from the working folder upwards. */
  static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("run the tests inside the repository");
      }
    }
    return folder;
  }

  static List<Source> main() {
    var root = root();
    try (var folders = Files.walk(root, 2)) {
      var mains = folders.map(folder -> folder.resolve("src/main/java")).filter(Files::isDirectory);
      return parse(root, mains.flatMap(Sources::javaFiles).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (var walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Source> parse(Path root, List<Path> files) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
      var positions = Trees.instance(task).getSourcePositions();
      var sources = new ArrayList<Source>();
      for (var tree : task.parse()) {
        var file = Path.of(tree.getSourceFile().toUri());
        sources.add(new Source(file, slashes(root.relativize(file)), tree, positions));
      }
      return List.copyOf(sources);
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
