package dev.holdfast.lab.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An incident with its story so far; updates are oldest first. */
record PostedIncident(IncidentChange latest, Instant started, List<Post> posts) {
  private static final String OPERATIONAL = "operational";

  PostedIncident {
    posts = List.copyOf(posts);
  }

  static PostedIncident first(IncidentChange change, Instant now, Map<Component, String> states) {
    return new PostedIncident(change, now.minus(change.ago()), List.of()).with(change, now, states);
  }

  /**
   * With more about it.
   *
   * @param states how components stand as it is posted, which stays with the post
   */
  PostedIncident with(IncidentChange change, Instant now, Map<Component, String> states) {
    List<Component> listed =
        change.components().stream().flatMap(name -> Component.named(name).stream()).toList();
    List<Post> all = new ArrayList<>(posts);
    for (IncidentUpdate update : change.updates()) {
      Map<Component, Turn> turns = new LinkedHashMap<>();
      for (Component component : listed) {
        String was = all.isEmpty() ? OPERATIONAL : all.get(all.size() - 1).left(component);
        turns.put(component, new Turn(was, states.getOrDefault(component, OPERATIONAL)));
      }
      all.add(new Post(update.status(), update.body(), now.minus(update.ago()), turns));
    }
    return new PostedIncident(change, started, all);
  }

  String id() {
    return latest.id();
  }

  String status() {
    return posts.isEmpty() ? "investigating" : posts.get(posts.size() - 1).status();
  }

  boolean unresolved() {
    return !status().equals("resolved") && !status().equals("postmortem");
  }

  Instant updated() {
    return posts.isEmpty() ? started : posts.get(posts.size() - 1).at();
  }

  /** When a status was first posted. */
  Optional<Instant> reached(String status) {
    return posts.stream().filter(post -> post.status().equals(status)).map(Post::at).findFirst();
  }

  /** What a component was before a post and with it. */
  record Turn(String from, String to) {}

  /** One update with its moment, and what it said of each component. */
  record Post(String status, String body, Instant at, Map<Component, Turn> turns) {
    private String left(Component component) {
      Turn turn = turns.get(component);
      return turn == null ? OPERATIONAL : turn.to();
    }
  }
}
