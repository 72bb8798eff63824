package dev.holdfast.situation.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.situation.backtest.Past.About;
import dev.holdfast.situation.backtest.Past.Truth;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Component.Status;
import dev.holdfast.upstream.Impact;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.StatusDocument;
import dev.holdfast.upstream.StatusReader;
import dev.holdfast.upstream.Story;
import dev.holdfast.upstream.Story.Update;
import dev.holdfast.upstream.UpstreamStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The incidents of the past, and the page as it was at any moment. */
record History(List<Past> all) {
  private static final String API = "k8w3r06qmzrp";

  /** Simple on purpose: hindsight must not come out of the code that is tested. */
  private static final Pattern MODEL =
      Pattern.compile(
          "(?i)(?:(\\d(?:\\.\\d)?) )?\\b(opus|sonnet|haiku|fable|mythos|instant)\\b"
              + "(?:[ -](\\d(?:\\.\\d)?)(?![\\d:]))?");

  private static final List<Status> SEVERITY = List.of(Status.values());

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?i)\\bclaude[ -]v?(\\d(?:\\.\\d)?)(?![.\\d])(?![ -](?:opus|sonnet|haiku|instant))");

  private static final Pattern SEVERAL =
      Pattern.compile("(?i)\\b(?:all|multiple|several|some|across|other)\\b[^.]{0,20}\\bmodels");

  /** Texts that name models which are not meant. */
  private static final Pattern SPARES = Pattern.compile("(?i)models other than|\\bnon-\\w+ models");

  /**
   * Titles of other products that also set the API to degraded: which of both is not to be told.
   */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)^(?!.*\\bapi\\b(?! endpoints)).*(?:claude\\.ai|claude code|console)|admin api");

  /** Reads an archive in Statuspage's shape, {@code {"incidents": […]}} or the bare list. */
  static History json(byte[] archive) {
    String text = new String(archive, UTF_8).strip();
    String whole = text.startsWith("[") ? "{\"incidents\":" + text + "}" : text;
    StatusDocument read = StatusReader.read(whole.getBytes(UTF_8));
    if (!(read instanceof StatusDocument.Page page)) {
      throw new IllegalArgumentException("no archive of incidents: " + read);
    }
    List<Past> all = new ArrayList<>();
    for (Incident incident : page.incidents()) {
      all.add(new Past(incident, truth(incident)));
    }
    return sorted(all);
  }

  private static Truth truth(Incident incident) {
    String texts =
        incident.story().updates().stream()
            .map(Update::body)
            .collect(Collectors.joining(" ", incident.name() + " ", ""));
    About about = SPARES.matcher(texts).find() ? About.UNCLEAR : about(incident);
    return new Truth(about, named(incident.name()), named(texts), SEVERAL.matcher(texts).find());
  }

  private static About about(Incident incident) {
    List<Component> set =
        incident.story().updates().stream().flatMap(u -> u.affected().stream()).toList();
    boolean flagged =
        set.stream().anyMatch(one -> one.isApi() && one.status() != Status.OPERATIONAL);
    boolean listed = set.isEmpty() && incident.listsApi();
    boolean trouble = incident.impact() != Impact.NONE && incident.impact() != Impact.MAINTENANCE;
    if ((flagged || listed) && trouble && !OTHER.matcher(incident.name()).find()) {
      return About.API;
    }
    boolean others = !flagged && !incident.components().isEmpty() && !incident.listsApi();
    return others ? About.OTHERS : About.UNCLEAR;
  }

  private static Set<String> named(String text) {
    Set<String> families = new TreeSet<>();
    Matcher match = MODEL.matcher(text);
    while (match.find()) {
      String version = match.group(3) == null ? match.group(1) : match.group(3);
      families.add(family(match.group(2), version));
    }
    Matcher bare = NUMBER.matcher(text);
    while (bare.find()) {
      families.add(family("", bare.group(1)).substring(1));
    }
    return families;
  }

  private static String family(String kind, String version) {
    String word = kind.toLowerCase(Locale.ROOT);
    return version == null ? word : word + "-" + version.replace(".0", "").replace('.', '-');
  }

  /**
   * Reads an archive without texts, as CSV: id, impact, status, created, started, resolved, whether
   * it lists the API, the API's changes ({@code TIME=STATUS …}), the models of title and text.
   */
  static History csv(String archive) {
    List<Past> all = new ArrayList<>();
    for (String line : archive.lines().skip(1).toList()) {
      all.add(row(line.split(",", -1)));
    }
    return sorted(all);
  }

  private static Past row(String[] cell) {
    List<Update> updates = new ArrayList<>();
    for (String change : cell[7].isEmpty() ? new String[0] : cell[7].split(" ")) {
      String[] pair = change.split("=");
      Component api = new Component(API, "API", Status.valueOf(pair[1].toUpperCase(Locale.ROOT)));
      boolean well = api.status() == Status.OPERATIONAL && !updates.isEmpty();
      Incident.Status status = well ? Incident.Status.MONITORING : Incident.Status.INVESTIGATING;
      updates.add(new Update(status, "", Instant.parse(pair[0]), List.of(api)));
    }
    boolean flagged =
        updates.stream().anyMatch(u -> u.affected().get(0).status() != Status.OPERATIONAL);
    Component listed =
        cell[6].equals("yes") || flagged
            ? new Component(API, "API", Status.OPERATIONAL)
            : new Component("rwppv331jlwc", "claude.ai", Status.OPERATIONAL);
    Incident.Course course =
        new Incident.Course(
            Incident.Status.RESOLVED,
            Instant.parse(cell[3]),
            null,
            cell[5].isEmpty() ? null : Instant.parse(cell[5]));
    Set<String> families = families(cell[8]);
    String title = "Elevated errors " + String.join(" and ", cell[8].split(" "));
    Impact impact = Impact.valueOf(cell[1].toUpperCase(Locale.ROOT));
    Story story = new Story(title.replace('-', ' '), updates);
    Incident incident = new Incident(cell[0], impact, course, List.of(listed), story);
    Set<String> told = new TreeSet<>(families);
    told.addAll(families(cell[9]));
    About about = flagged ? About.API : cell[6].equals("no") ? About.OTHERS : About.UNCLEAR;
    return new Past(incident, new Truth(about, families, told, families.isEmpty()));
  }

  private static Set<String> families(String cell) {
    Set<String> families = new TreeSet<>();
    for (String name : cell.isEmpty() ? new String[0] : cell.split(" ")) {
      families.add(name.replace(".0", "").replace('.', '-'));
    }
    return families;
  }

  private static History sorted(List<Past> all) {
    List<Past> dated = new ArrayList<>(all);
    dated.removeIf(past -> past.created() == null);
    dated.sort(Comparator.comparing(Past::created));
    return new History(List.copyOf(dated));
  }

  /** Only what was posted after all of another. */
  History after(History other) {
    Instant last = other.all.get(other.all.size() - 1).created();
    return new History(all.stream().filter(past -> past.created().isAfter(last)).toList());
  }

  /** The page as it was. */
  UpstreamStatus at(Instant moment, Blindfold blindfold) {
    List<Incident> open =
        all.stream()
            .filter(past -> past.openAt(moment))
            .map(past -> blindfold.over(past.asOf(moment)))
            .toList();
    Status api =
        open.stream()
            .flatMap(incident -> incident.components().stream())
            .filter(Component::isApi)
            .map(Component::status)
            .max(Comparator.comparingInt(SEVERITY::indexOf))
            .orElse(Status.OPERATIONAL);
    StatusDocument.Page page =
        new StatusDocument.Page(
            List.of(new Component(API, "api.anthropic.com", api)), open, List.of());
    return UpstreamStatus.unread("archive").read(page, "archive", moment);
  }

  /** Incidents that hit calls to a model, however long before and after. */
  boolean hits(String family, Instant from, Instant to) {
    return all.stream()
        .filter(past -> past.truth().about() != About.OTHERS && past.truth().touches(family))
        .anyMatch(past -> past.created().isBefore(to) && !ended(past).isBefore(from));
  }

  private static Instant ended(Past past) {
    return past.resolved() == null ? Instant.MAX : past.resolved();
  }
}
