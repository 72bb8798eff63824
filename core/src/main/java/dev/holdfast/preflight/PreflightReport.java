package dev.holdfast.preflight;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that a preflight found.
 *
 * @param findings the worst first; at most a few of one kind
 * @param more how many findings more there were
 */
public record PreflightReport(List<Finding> findings, int more) {
  private static final PreflightReport NOTHING = new PreflightReport(List.of(), 0);

  public PreflightReport {
    Comparator<Finding> worstFirst = Comparator.comparing(finding -> finding.check().level());
    findings = findings.stream().sorted(worstFirst.reversed()).toList();
  }

  /** No findings. */
  public static PreflightReport nothing() {
    return NOTHING;
  }

  /** What comes of it: the level of the worst finding. */
  public Level level() {
    return findings.isEmpty() ? Level.OK : findings.get(0).check().level();
  }

  /** For a header: {@code reject: bad-tool, inline-base64}. */
  public String summary() {
    return summary(level());
  }

  /** The same for those who go on in spite of it, at a milder level. */
  public String summary(Level level) {
    if (findings.isEmpty()) {
      return level.slug();
    }
    return findings.stream()
        .map(finding -> finding.check().slug())
        .distinct()
        .collect(Collectors.joining(", ", level.slug() + ": ", ""));
  }

  /** The worst finding and its mend, as one sentence without a full stop; empty without one. */
  public String sentence() {
    if (findings.isEmpty()) {
      return "";
    }
    Finding worst = findings.get(0);
    int others = findings.size() - 1 + more;
    String rest = others == 0 ? "" : " (and " + others + " more)";
    return worst.sentence() + ": " + worst.check().mend() + rest;
  }
}
