package dev.holdfast.gateway.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTML and SVG. The one place where text becomes markup: whatever is given as text or as the
 * value of an attribute stays that, wherever it came from. Names of elements and attributes are
 * ours and never anybody else's text.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 14);
  private final Deque<String> open = new ArrayDeque<>();
  private final boolean live;

  /**
   * Nothing written yet.
   *
   * @param live whether a script shows how long ago things were; otherwise that is text
   */
  Html(boolean live) {
    this.live = live;
  }

  boolean live() {
    return live;
  }

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn; one whose value is null is left out
   */
  Html open(String element, @Nullable String... attributes) {
    begin(element, attributes);
    open.push(element);
    out.append('>');
    return this;
  }

  /** Ends the element that was begun last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content. */
  Html mark(String element, @Nullable String... attributes) {
    begin(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element with nothing but text in it. */
  Html put(String element, String text, @Nullable String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Text. */
  Html text(String text) {
    escape(text);
    return this;
  }

  private void begin(String element, @Nullable String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(value);
        out.append('"');
      }
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
