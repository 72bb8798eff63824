package dev.holdfast.alert;

/**
 * A promise of how many calls are answered, for those who have made one. The rules are the SRE
 * Workbook's (chapter 5, table 5-8): 2 % of a month's error budget in an hour, 5 % in six, 10 % in
 * three days, each confirmed by a window a twelfth as long.
 *
 * @param target the share of calls that are answered, 0.999
 * @param minimum calls in the last hour; with fewer a single failure would burn the budget
 * @param level whom it disturbs
 */
public record Slo(double target, int minimum, AlertLevel level) {
  /** A promise that leaves something to burn. */
  public Slo {
    Bounds.atLeast("minimum", 1, minimum);
    if (!(target >= 0.5 && target < 1)) {
      throw new IllegalArgumentException(
          "a target must be at least 0.5 and below 1, not " + target);
    }
  }

  /** A promise that makes tickets. */
  public static Slo of(double target) {
    return new Slo(target, 1000, AlertLevel.TICKET);
  }
}
