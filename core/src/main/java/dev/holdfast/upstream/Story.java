package dev.holdfast.upstream;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the posts of an incident tell: its title, its updates, and what can be read from them about
 * models, symptoms and products. Read once; immutable.
 */
public final class Story {
  private final String title;
  private final List<Update> updates;
  private final Telling telling;
  private final Set<Symptom> symptoms;

  /**
   * One post.
   *
   * @param status the status it gave the incident
   * @param body its text
   * @param at when it was posted; null if the page did not say
   * @param affected the components it set, with the status it set them to
   */
  public record Update(
      Incident.Status status, String body, @Nullable Instant at, List<Component> affected) {
    public Update {
      affected = List.copyOf(affected);
    }

    /** A look back that explains, full of words that are no symptoms any more. */
    boolean looksBack() {
      return status == Incident.Status.POSTMORTEM;
    }
  }

  /**
   * Reads a story.
   *
   * @param updates in any order
   */
  public Story(String title, List<Update> updates) {
    this.title = title;
    this.updates =
        updates.stream()
            .sorted(Comparator.comparing(Story::posted, Comparator.reverseOrder()))
            .toList();
    Telling told = Telling.of(title);
    EnumSet<Symptom> named = EnumSet.noneOf(Symptom.class);
    named.addAll(Symptom.in(title));
    for (int i = this.updates.size() - 1; i >= 0; i--) {
      Update update = this.updates.get(i);
      if (!update.looksBack()) {
        told = told.then(update);
        named.addAll(Symptom.in(update.body()));
      }
    }
    this.telling = told;
    this.symptoms = Set.copyOf(named);
  }

  private static Instant posted(Update update) {
    Instant at = update.at();
    return at == null ? Instant.MIN : at;
  }

  /** The incident's name. */
  public String title() {
    return title;
  }

  /** Its posts, newest first. */
  public List<Update> updates() {
    return updates;
  }

  /** The models it is about now: the latest post that says so counts. */
  public Scope scope() {
    return telling.scope();
  }

  /** The symptoms it names. */
  public Set<Symptom> symptoms() {
    return symptoms;
  }

  /** Whether it names the API as failing. */
  public boolean namesApi() {
    return telling.api();
  }

  /** Whether it speaks of other products and neither of the API nor of a model. */
  public boolean aboutOthersOnly() {
    return telling.others() && !telling.api() && !telling.scope().said();
  }
}
