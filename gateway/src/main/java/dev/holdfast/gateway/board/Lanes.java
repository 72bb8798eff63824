package dev.holdfast.gateway.board;

import dev.holdfast.event.EndpointKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lane of every call. Models are whatever callers write, so only the first sixty families get
 * lanes of their own; finding a lane takes no lock and builds no text.
 */
final class Lanes {
  private static final int MODELS = 60;
  private static final int MODEL_LENGTH = 64;

  private final Shelf shelf;
  private final Room room = new Room(MODELS);
  private final Map<String, Map<Place, Lane>> models = new ConcurrentHashMap<>();
  private final Lane widest;
  private final Map<Place, Lane> others;

  Lanes(Shelf shelf) {
    this.shelf = shelf;
    widest = new Lane(shelf, Place.OTHER, Tame.OTHER, null);
    others = row(Tame.OTHER, Map.of());
    models.put(Tame.OTHER, others);
  }

  Lane of(EndpointKey endpoint) {
    Map<Place, Lane> known = models.get(endpoint.family());
    Map<Place, Lane> row = known != null ? known : admit(endpoint.family());
    return row.getOrDefault(Place.of(endpoint.path()), widest);
  }

  private Map<Place, Lane> admit(String family) {
    if (!Tame.fit(family, MODEL_LENGTH) || !room.take()) {
      return others;
    }
    return models.computeIfAbsent(family, model -> row(model, others));
  }

  private Map<Place, Lane> row(String model, Map<Place, Lane> wider) {
    Map<Place, Lane> row = new EnumMap<>(Place.class);
    for (Place place : Place.values()) {
      row.put(place, new Lane(shelf, place, model, wider.getOrDefault(place, widest)));
    }
    return row;
  }
}
