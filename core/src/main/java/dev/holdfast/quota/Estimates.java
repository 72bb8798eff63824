package dev.holdfast.quota;

import dev.holdfast.reading.Usage;

/**
 * What requests will use, learned from what those before them used: a guess from a request's size
 * knows nothing of caches and images, and of its output not even the size is known. Guarded by the
 * cell's lock.
 */
final class Estimates {
  /** More than any model takes; a body of images looks like more. */
  private static final long LARGEST = 2_000_000;

  /** After so many answers the older ones count half. */
  private static final int MEMORY = 64;

  private static final double LEAST = 0.01;
  private static final double MOST = 4;

  private double guessed;
  private double input;
  private double output;
  private double answers;

  /** What a request will use, if it is like those before it. */
  Cost cost(long guess) {
    long bounded = Math.min(Math.max(0, guess), LARGEST);
    long in = bounded == 0 ? mean(input) : Math.round(bounded * ratio());
    return new Cost(1, in, mean(output));
  }

  private double ratio() {
    return guessed == 0 ? 1 : Math.min(MOST, Math.max(LEAST, input / guessed));
  }

  private long mean(double sum) {
    return answers == 0 ? 0 : Math.round(sum / answers);
  }

  void learn(long guess, Usage usage) {
    if (answers >= MEMORY) {
      guessed /= 2;
      input /= 2;
      output /= 2;
      answers /= 2;
    }
    guessed += Math.min(Math.max(0, guess), LARGEST);
    input += usage.limited();
    output += usage.output();
    answers++;
  }
}
