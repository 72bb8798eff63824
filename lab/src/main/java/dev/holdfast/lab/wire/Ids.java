package dev.holdfast.lab.wire;

import java.util.random.RandomGenerator;

/** Makes ids of the shape the API gives out ({@code req_011C…}), repeatable for one seed. */
public final class Ids {
  private static final String LETTERS =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private final RandomGenerator random;

  public Ids(RandomGenerator random) {
    this.random = random;
  }

  /** Returns a new id; {@code prefix} is what comes before the underscore. */
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix).append("_01");
    for (int i = 0; i < 22; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
