package dev.holdfast.upstream;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the page posts it.
 *
 * @param id the page's id
 * @param impact how bad its poster says it is
 * @param course how far it has got
 * @param components the components it lists, with their live status
 * @param story what its posts tell
 */
public record Incident(
    String id, Impact impact, Course course, List<Component> components, Story story) {

  /** How far an incident has got: Statuspage's own words. */
  public enum Status {
    INVESTIGATING,
    IDENTIFIED,
    /** A fix is in; whether it holds is being watched. */
    MONITORING,
    RESOLVED,
    POSTMORTEM,
    /** Not given, or a word this version does not know: taken as open. */
    UNKNOWN;

    static Status of(@Nullable String word) {
      return Words.constant(Status.class, word, UNKNOWN);
    }

    /** Whether the fault itself is said to go on. */
    public boolean failing() {
      return this == INVESTIGATING || this == IDENTIFIED;
    }

    /** The word as the page writes it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How far it has got, and when.
   *
   * @param created when it was first posted, which is not when the fault began
   * @param monitoring when a fix was said to be in
   * @param resolved when it was said to be over
   */
  public record Course(
      Status status,
      @Nullable Instant created,
      @Nullable Instant monitoring,
      @Nullable Instant resolved) {}

  public Incident {
    components = List.copyOf(components);
  }

  /** The incident's name. */
  public String name() {
    return story.title();
  }

  /** Whether it goes on. */
  public boolean open() {
    return switch (course.status()) {
      case RESOLVED, POSTMORTEM -> false;
      case UNKNOWN -> course.resolved() == null;
      default -> true;
    };
  }

  /** Whether its list of components has the API. */
  public boolean listsApi() {
    return components.stream().anyMatch(Component::isApi);
  }

  /**
   * What this incident has done to the API: what its posts last set it to. The live status may be
   * another incident's doing.
   *
   * @param live the API component's live status, which counts if no post says
   */
  public Component.Status api(Component.Status live) {
    for (Story.Update update : story.updates()) {
      for (Component component : update.affected()) {
        if (component.isApi()) {
          return component.status();
        }
      }
    }
    return live;
  }

  /**
   * Whether it is about the API and more than a notice. The page lists the API with much that only
   * concerns other products: if the API itself is operational and the text speaks of others only,
   * that list is not believed.
   *
   * @param api the API component's live status
   */
  public boolean concernsApi(Component.Status api) {
    if (impact == Impact.NONE) {
      return false;
    }
    boolean works = api(api) == Component.Status.OPERATIONAL;
    boolean listed = listsApi() && !(works && story.aboutOthersOnly());
    return listed || story.namesApi() || story.scope().said();
  }
}
