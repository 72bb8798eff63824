package dev.holdfast.gateway.page;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store that outlives pagers, as texts: what cannot be read back is lost here too. */
final class Kept implements OutboxStore {
  private final Map<String, String> letters = new LinkedHashMap<>();
  private String memory;
  volatile boolean broken;

  @Override
  public synchronized Saved load() {
    check();
    return new Saved(memory, letters.values().stream().map(LetterJson::read).toList());
  }

  @Override
  public synchronized void save(String now, List<Letter> added, Collection<Letter> gone) {
    check();
    memory = now;
    gone.forEach(this::remove);
    added.forEach(this::update);
  }

  /** Whether nothing is left to be delivered. */
  synchronized boolean delivered() {
    return letters.isEmpty();
  }

  private void check() {
    if (broken) {
      throw new IllegalStateException("the disk does not answer");
    }
  }

  @Override
  public synchronized void update(Letter letter) {
    check();
    letters.put(letter.id(), LetterJson.write(letter));
  }

  @Override
  public synchronized void remove(Letter letter) {
    check();
    letters.remove(letter.id());
  }
}
