package dev.holdfast.outcome;

import org.jspecify.annotations.Nullable;

/** Is told what a {@link JsonScanner} comes by, in the order of the text. */
public interface JsonVisitor {
  /** What a value is that has no parts. */
  enum Scalar {
    /** A string. */
    TEXT,
    /** A number. */
    NUMBER,
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE,
    /** {@code null}. */
    NULL,
    /** A word that is none of these, such as {@code NaN}: not JSON, but some parsers take it. */
    OTHER
  }

  /** An object or a list begins, as the value of the last name or the next element of a list. */
  void begin(boolean object);

  /** The innermost open object or list ends. */
  void end();

  /**
   * A field of the innermost object.
   *
   * @param name null if it is none of the wanted names
   */
  void name(@Nullable String name);

  /**
   * A string, number or word, as the value of the last name or the next element of a list.
   *
   * @param text the scalar itself, good until this method returns
   */
  void scalar(Scalar kind, JsonText text);
}
