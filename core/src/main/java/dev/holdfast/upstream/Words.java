package dev.holdfast.upstream;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words from the wire: foreign text that ends up on pages and terminals. */
final class Words {
  /** Longer texts are cut: nobody reads them, and searching them costs time. */
  static final int LONGEST = 8_000;

  /** Control and format characters, which could steer a terminal or turn a line around. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\\n]]+");

  private static final Pattern TAG = Pattern.compile("<[^<>]{0,200}>");

  private Words() {}

  /** A text of several lines, fit to be shown once escaped. */
  static String clean(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return TAG.matcher(UNSEEN.matcher(cut).replaceAll(" ")).replaceAll(" ").strip();
  }

  /** The constant of that name, in whatever case; {@code unknown} if there is none. */
  static <E extends Enum<E>> E constant(Class<E> type, @Nullable String word, E unknown) {
    if (word != null) {
      String name = word.toUpperCase(Locale.ROOT);
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equals(name)) {
          return constant;
        }
      }
    }
    return unknown;
  }
}
