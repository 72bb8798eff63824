package dev.holdfast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** An example in a process of its own. */
final class Program {
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .toList();

  private Program() {}

  /** Runs it with everything on the class path; what it printed. */
  static String onClassPath(Class<?> main, URI upstream) throws Exception {
    return run(main, upstream, CLASS_PATH, List.of());
  }

  /**
   * Runs it, itself on the class path, with its libraries as modules.
   *
   * @param wanted those it names; a module without a descriptor cannot say what it needs
   */
  static String onModulePath(Class<?> main, URI upstream, String wanted) throws Exception {
    List<Path> modules = new ArrayList<>();
    List<Path> rest = new ArrayList<>();
    for (Path one : CLASS_PATH) {
      if (library(one)) {
        modules.add(packed(one));
      } else {
        rest.add(one);
      }
    }
    List<String> options = List.of("--module-path", joined(modules), "--add-modules", wanted);
    return run(main, upstream, rest, options);
  }

  /** Of Okio two jars claim to be the same module, and the wrong one is empty. */
  private static boolean library(Path path) {
    return !path.toString().matches(".*/((examples|lab)/target|okio/okio)/.*");
  }

  /** A module without a descriptor has to be a jar; in the reactor it may be a folder. */
  private static Path packed(Path path) throws IOException {
    if (!Files.isDirectory(path) || Files.exists(path.resolve("module-info.class"))) {
      return path;
    }
    String name = "dev.holdfast." + path.getParent().getParent().getFileName();
    Path folder = Files.createDirectories(Path.of("target", "modules"));
    Path jar = folder.resolve(name + ".jar");
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    int code = tool.run(System.out, System.err, "cf", jar.toString(), "-C", path.toString(), ".");
    assertThat(code).isZero();
    return jar;
  }

  private static String joined(List<Path> paths) {
    return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
  }

  private static String run(Class<?> main, URI upstream, List<Path> path, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", joined(path), main.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ANTHROPIC_BASE_URL", upstream.toString());
    builder.environment().put("ANTHROPIC_API_KEY", "any");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
