package dev.holdfast.quota;

/** What a request uses of the limits, as far as that is known. */
record Cost(long requests, long input, long output) {
  static final Cost NOTHING = new Cost(0, 0, 0);
  static final Cost INPUT = new Cost(0, 1, 0);
  static final Cost OUTPUT = new Cost(0, 0, 1);

  Cost plus(Cost other) {
    return new Cost(requests + other.requests, input + other.input, output + other.output);
  }

  Cost minus(Cost other) {
    return new Cost(requests - other.requests, input - other.input, output - other.output);
  }

  Cost atLeastNothing() {
    return new Cost(Math.max(0, requests), Math.max(0, input), Math.max(0, output));
  }
}
