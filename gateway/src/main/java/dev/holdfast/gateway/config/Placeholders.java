package dev.holdfast.gateway.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${NAME}} and {@code ${NAME:default}} from the environment, after YAML was read: so a
 * value can never add keys. A doubled dollar sign stands for itself.
 */
final class Placeholders {
  private static final Pattern FORM = Pattern.compile("\\$(\\$\\{)|\\$\\{([^}]*)(\\}?)");
  private static final Pattern INSIDE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::(.*))?");

  private Placeholders() {}

  static boolean isIn(String text) {
    return text.contains("${");
  }

  static String fill(String text, Map<String, String> environment) {
    Matcher form = FORM.matcher(text);
    return form.replaceAll(found -> Matcher.quoteReplacement(value(form, environment)));
  }

  private static String value(Matcher form, Map<String, String> environment) {
    if (form.group(1) != null) {
      return "${";
    }
    Matcher inside = INSIDE.matcher(form.group(2));
    if (form.group(3).isEmpty() || !inside.matches()) {
      throw new Unfit("has a bad placeholder: write ${NAME} or ${NAME:default}");
    }
    String value = environment.get(inside.group(1));
    String fallback = inside.group(2);
    if (value == null && fallback == null) {
      throw new Unfit(
          "needs the environment variable %1$s, which is not set: set it, or write ${%1$s:default}"
              .formatted(inside.group(1)));
    }
    return value == null ? fallback : value;
  }
}
