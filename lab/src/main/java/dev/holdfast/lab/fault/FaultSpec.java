package dev.holdfast.lab.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fault with all that goes with it.
 *
 * @param text how it was written; the call log shows it
 * @param after a pause before anything is answered
 * @param early whether the answer goes out before the request's body has been read
 * @param headers extra headers of an answer, by lower-case name; they win over the usual ones
 * @param retryDate {@code retry-after} as an HTTP-date, so far from the lab's own {@code date}
 */
public record FaultSpec(
    String text,
    Fault fault,
    Duration after,
    boolean early,
    Map<String, String> headers,
    @Nullable Duration retryDate) {

  /** The attempt succeeds. */
  public static final FaultSpec NONE =
      new FaultSpec("none", new Fault.None(), Duration.ZERO, false, Map.of(), null);

  public FaultSpec {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Reads one fault, without repetition. */
  public static FaultSpec parse(String text) {
    return FaultGrammar.one(text);
  }
}
