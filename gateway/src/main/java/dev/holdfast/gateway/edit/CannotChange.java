package dev.holdfast.gateway.edit;

import java.io.IOException;

/** A request that cannot be made into the one that is wanted, for a reason that may be told. */
public final class CannotChange extends IOException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** Says why, without anything of the request in it. */
  public CannotChange(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** Why. */
  public String sentence() {
    return sentence;
  }
}
