package dev.holdfast.lab.wire;

/** A request that the API would refuse, with the error it would answer. */
public final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  public Rejected(ApiError error) {
    super(error.message());
    this.error = error;
  }

  public ApiError error() {
    return error;
  }
}
