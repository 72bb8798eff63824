package dev.holdfast.gateway.dashboard;

/** Tables that scroll by themselves where the screen is narrow, with the keyboard too. */
final class Tables {
  private Tables() {}

  static void open(Html to, String name, String... columns) {
    to.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", name);
    to.open("table").open("thead").open("tr");
    for (String column : columns) {
      to.put("th", column, "scope", "col");
    }
    to.close().close().open("tbody");
  }

  static void close(Html to) {
    to.close().close().close();
  }
}
