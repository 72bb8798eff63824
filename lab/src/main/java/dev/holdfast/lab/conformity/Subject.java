package dev.holdfast.lab.conformity;

import java.util.function.Consumer;

/** A client as a program uses it. */
@FunctionalInterface
public interface Subject {
  /**
   * Makes a call and waits for its end.
   *
   * @param heard told the text of the answer, piece by piece as it comes
   * @throws Exception what the program would see
   */
  void ask(Asked call, Consumer<String> heard) throws Exception;
}
