package dev.holdfast.situation;

import dev.holdfast.upstream.Symptom;
import java.time.Instant;
import java.util.Set;

/**
 * What fails here, as far as it can be compared with an incident.
 *
 * @param onset the first bad second of the present run
 * @param families the model families whose calls fail
 * @param symptoms how they fail
 * @param between the share of failures that came from between here and Anthropic, 0 to 1
 */
public record LocalFault(
    Instant onset, Set<String> families, Set<Symptom> symptoms, double between) {

  /** From this share on, the way to Anthropic is to blame. */
  private static final double MOSTLY = 0.80;

  public LocalFault {
    families = Set.copyOf(families);
    symptoms = Set.copyOf(symptoms);
  }

  /** Whether nearly all failures came from between here and Anthropic. */
  public boolean mostlyBetween() {
    return between >= MOSTLY;
  }
}
