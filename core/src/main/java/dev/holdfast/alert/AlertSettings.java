package dev.holdfast.alert;

import org.jspecify.annotations.Nullable;

/**
 * All that alerts can be told. A setting that makes no sense is refused where it is made.
 *
 * @param names how alerts are keyed
 * @param rules the numbers of the rules
 * @param manners what holds for all of them
 * @param slo a promise to watch over; null if there is none
 */
public record AlertSettings(
    AlertNames names, RuleSettings rules, Manners manners, @Nullable Slo slo) {

  /** The numbers of the user guide, for one installation. */
  public static AlertSettings defaults() {
    AlertNames names = new AlertNames("default", null);
    return new AlertSettings(names, RuleSettings.defaults(), Manners.defaults(), null);
  }

  /** The same with other numbers. */
  public AlertSettings with(RuleSettings other) {
    return new AlertSettings(names, other, manners, slo);
  }

  /** The same with a promise to watch over. */
  public AlertSettings with(Slo promise) {
    return new AlertSettings(names, rules, manners, promise);
  }

  /** The same with other names. */
  public AlertSettings with(AlertNames other) {
    return new AlertSettings(other, rules, manners, slo);
  }
}
