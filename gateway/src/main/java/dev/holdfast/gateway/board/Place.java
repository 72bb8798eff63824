package dev.holdfast.gateway.board;

import java.util.List;

/** The API's endpoints as metrics name them: ids inside a path would be series without end. */
enum Place {
  MESSAGES("/v1/messages"),
  COUNT_TOKENS("/v1/messages/count_tokens"),
  BATCHES("/v1/messages/batches"),
  MODELS("/v1/models"),
  FILES("/v1/files"),
  OTHER(Tame.OTHER);

  private static final List<Place> COLLECTIONS = List.of(BATCHES, MODELS, FILES);

  private final String label;

  Place(String label) {
    this.label = label;
  }

  /** The place of a path, which carries no query. */
  static Place of(String path) {
    return switch (path) {
      case "/v1/messages" -> MESSAGES;
      case "/v1/messages/count_tokens" -> COUNT_TOKENS;
      default -> ofCollection(path);
    };
  }

  private static Place ofCollection(String path) {
    for (Place place : COLLECTIONS) {
      if (path.startsWith(place.label) && endsAt(path, place.label.length())) {
        return place;
      }
    }
    return OTHER;
  }

  private static boolean endsAt(String path, int end) {
    return path.length() == end || path.charAt(end) == '/';
  }

  String label() {
    return label;
  }
}
