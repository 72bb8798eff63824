package dev.holdfast.gateway.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the system about the terminal of this process; Java itself tells too little. */
final class Tty {
  private static final String DEVICE = "/dev/(pts/\\d+|tty.*|console)";

  private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,3})");

  private Tty() {}

  /** Whether a file descriptor is a terminal. */
  static boolean isTerminal(int descriptor) {
    try {
      Path link = Path.of("/proc/self/fd/" + descriptor);
      return Files.readSymbolicLink(link).toString().matches(DEVICE);
    } catch (IOException | UnsupportedOperationException e) {
      return testSaysSo(descriptor); // no Linux
    }
  }

  /** How wide the terminal is. */
  static int columns(Map<String, String> environment, int otherwise) {
    String told = environment.getOrDefault("COLUMNS", "");
    if (told.matches("[1-9]\\d{0,3}")) {
      return Integer.parseInt(told);
    }
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher sized = SIZE.matcher(size.strip());
      return sized.matches() ? Integer.parseInt(sized.group(1)) : otherwise;
    } catch (IOException e) {
      return otherwise;
    }
  }

  private static boolean testSaysSo(int descriptor) {
    try {
      return new ProcessBuilder("test", "-t", "" + descriptor).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
