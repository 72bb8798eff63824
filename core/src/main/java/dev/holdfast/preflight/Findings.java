package dev.holdfast.preflight;

import java.util.ArrayList;
import java.util.List;

/** What was found so far; of a long list of faults only the first few. */
final class Findings {
  private static final int MOST = 10;

  private final List<Finding> first = new ArrayList<>(0);
  private int more;

  void add(Check check, String where, String what) {
    if (first.size() < MOST) {
      first.add(new Finding(check, where, what));
    } else {
      more++;
    }
  }

  void addTo(List<Finding> all) {
    all.addAll(first);
  }

  int more() {
    return more;
  }
}
