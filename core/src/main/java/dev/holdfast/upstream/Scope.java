package dev.holdfast.upstream;

import java.util.Set;

/**
 * Which models an incident is about, as far as its posts say.
 *
 * @param everything whether it speaks of all, several or some models
 * @param named the models it names
 * @param spared the models it says are well: "models other than Opus"
 */
public record Scope(boolean everything, Set<ModelName> named, Set<ModelName> spared) {
  /** Nothing said about models. */
  public static final Scope UNSAID = new Scope(false, Set.of(), Set.of());

  /** What an incident says about one model. */
  public enum Reach {
    /** Names it. */
    NAMED,
    /** Speaks of all or several models. */
    EVERYTHING,
    /** Speaks of no model, or the call names none. */
    UNSAID,
    /** Is about others. */
    OTHERS
  }

  public Scope {
    named = Set.copyOf(named);
    spared = Set.copyOf(spared);
  }

  /**
   * What it says about a model family.
   *
   * @param family as the engine names it, {@code opus-5}; {@code -} for calls without a model
   */
  public Reach reach(String family) {
    ModelName model = ModelName.of(family);
    if (model != null && has(spared, model) && !named.contains(model)) {
      return Reach.OTHERS;
    }
    if (model != null && has(named, model)) {
      return Reach.NAMED;
    }
    if (everything) {
      return Reach.EVERYTHING;
    }
    return named.isEmpty() || family.equals("-") ? Reach.UNSAID : Reach.OTHERS;
  }

  /** Whether calls to a model may be hit: what is not said counts as a hit. */
  public boolean touches(String family) {
    return reach(family) != Reach.OTHERS;
  }

  /** Whether it says anything about models at all. */
  boolean said() {
    return everything || !named.isEmpty();
  }

  private static boolean has(Set<ModelName> models, ModelName model) {
    return models.stream().anyMatch(one -> one.covers(model));
  }
}
