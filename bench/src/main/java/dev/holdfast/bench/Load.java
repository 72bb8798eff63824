package dev.holdfast.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The load tool, a process of its own that stays warm: each line it reads is an order, each line it
 * prints the result as JSON.
 */
public final class Load {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Load() {}

  /** Serves orders until its input ends. */
  public static void main(String[] args) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println(JSON.writeValueAsString(obey(List.of(order.split(" ", -1)))));
    }
  }

  private static Object obey(List<String> words) throws IOException {
    int port = number(words, 1);
    if (words.get(0).equals("calls")) {
      return Crowd.run(port, number(words, 2), number(words, 3));
    }
    if (words.get(0).equals("pace")) {
      return Metronome.run(port, number(words, 2), number(words, 3));
    }
    return Audience.run(port, number(words, 2));
  }

  private static int number(List<String> words, int at) {
    return Integer.parseInt(words.get(at));
  }
}
