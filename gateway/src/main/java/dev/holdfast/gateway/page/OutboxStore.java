package dev.holdfast.gateway.page;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where letters and the alarm's memory outlive the process. May throw any runtime exception: the
 * outbox goes on in memory and says so.
 */
public interface OutboxStore {
  /**
   * What an earlier life left.
   *
   * @param memory of the alarm, as JSON; null if there is none
   * @param letters in the order they were added
   */
  record Saved(@Nullable String memory, List<Letter> letters) {
    /** Nothing. */
    public static final Saved NOTHING = new Saved(null, List.of());

    public Saved {
      letters = List.copyOf(letters);
    }
  }

  /** What is kept. */
  Saved load();

  /**
   * Keeps what an evaluation brought, all of it or nothing: an alarm that remembers to have told
   * what no letter tells would never tell it.
   *
   * @param memory of the alarm, as JSON
   * @param added new letters, in order
   * @param gone letters that are not to be sent any more
   */
  void save(String memory, List<Letter> added, Collection<Letter> gone);

  /** A letter was sent in vain and has another time. */
  void update(Letter letter);

  /** A letter arrived, or is given up. */
  void remove(Letter letter);

  /** Nothing outlives the process. */
  OutboxStore NONE =
      new OutboxStore() {
        @Override
        public Saved load() {
          return Saved.NOTHING;
        }

        @Override
        public void save(String memory, List<Letter> added, Collection<Letter> gone) {}

        @Override
        public void update(Letter letter) {}

        @Override
        public void remove(Letter letter) {}
      };
}
