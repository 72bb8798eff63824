package dev.holdfast.gateway.cli;

import java.util.List;

/** The codes outside the reference that people ask for all the same. */
final class OtherCodes {
  /**
   * Some codes and what becomes of them.
   *
   * @param codes as shown
   */
  record Note(String codes, String text) {}

  static final List<Note> NOTES =
      List.of(
          new Note("200", "success: handed on; what it means is in its stop_reason"),
          new Note("408, 409", "timeout or conflict: handed on, not retried, like any other code"),
          new Note("other", "unknown: handed on unchanged, never retried"));

  private OtherCodes() {}

  /** The note for one code; an empty list if it has none of its own. */
  static List<Note> find(String code) {
    return NOTES.stream().filter(note -> List.of(note.codes().split(", ")).contains(code)).toList();
  }
}
