package dev.holdfast.alert;

/**
 * How sure a share is. E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22 (1927): good for few samples and shares near 0 and 1, where the usual
 * interval is not.
 */
final class Wilson {
  private static final double Z = 1.959964;

  private Wilson() {}

  /** The share is hardly ever lower than this: the lower bound at 95 %. */
  static double lower(long part, long whole) {
    if (whole == 0) {
      return 0;
    }
    double n = whole;
    double p = part / n;
    double z2 = Z * Z;
    double center = p + z2 / (2 * n);
    double margin = Z * Math.sqrt((p * (1 - p) + z2 / (4 * n)) / n);
    return (center - margin) / (1 + z2 / n);
  }
}
