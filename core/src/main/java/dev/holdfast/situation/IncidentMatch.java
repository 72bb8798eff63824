package dev.holdfast.situation;

import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an incident looks like what fails here, with the reasons.
 *
 * @param incident the incident
 * @param concernsApi whether it is about the API at all, and more than a notice
 * @param score the points for and against
 * @param strength what the points amount to
 * @param reasons each piece of evidence with its points, for people
 * @param pin what a person has said; null if nobody did
 */
public record IncidentMatch(
    Incident incident,
    boolean concernsApi,
    int score,
    Strength strength,
    List<String> reasons,
    @Nullable Pin pin) {

  private static final Comparator<IncidentMatch> BEST_FIRST =
      Comparator.comparing(IncidentMatch::strength)
          .thenComparingInt(IncidentMatch::score)
          .thenComparing(match -> posted(match.incident))
          .reversed();

  /** What the points amount to. */
  public enum Strength {
    NO,
    POSSIBLE,
    YES;

    private static final int POSSIBLE_FROM = 4;
    private static final int YES_FROM = 6;

    static Strength of(int score) {
      if (score >= YES_FROM) {
        return YES;
      }
      return score >= POSSIBLE_FROM ? POSSIBLE : NO;
    }

    /** The name as JSON shows it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a person has said about an incident; it beats all evidence. */
  public enum Pin {
    SAME,
    NOT_SAME;

    /** The name as JSON shows it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public IncidentMatch {
    reasons = List.copyOf(reasons);
  }

  /**
   * Compares the open incidents with what fails here.
   *
   * @param fault what fails; null if nothing does, and then nothing matches
   * @param pins what people have said, by incident id
   * @return best first; of equals the newest
   */
  public static List<IncidentMatch> all(
      UpstreamStatus status, @Nullable LocalFault fault, Map<String, Pin> pins, Instant now) {
    return status.open().stream()
        .map(incident -> of(status, incident, fault, now).pinned(pins.get(incident.id())))
        .sorted(BEST_FIRST)
        .toList();
  }

  private static IncidentMatch of(
      UpstreamStatus status, Incident incident, @Nullable LocalFault fault, Instant now) {
    boolean concerns = incident.concernsApi(status.status());
    if (fault == null) {
      return new IncidentMatch(incident, concerns, 0, Strength.NO, List.of(), null);
    }
    Evidence evidence = new Evidence(incident, status.status(), fault, now);
    int score = evidence.score();
    return new IncidentMatch(
        incident, concerns, score, Strength.of(score), evidence.reasons(), null);
  }

  private IncidentMatch pinned(@Nullable Pin pin) {
    if (pin == null) {
      return this;
    }
    boolean same = pin == Pin.SAME;
    return new IncidentMatch(
        incident,
        concernsApi,
        score,
        same ? Strength.YES : Strength.NO,
        List.of(same ? "a person says it is the same" : "a person says it is another"),
        pin);
  }

  private static Instant posted(Incident incident) {
    Instant created = incident.course().created();
    return created == null ? Instant.MIN : created;
  }
}
