package dev.holdfast.lab.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An incident with its story so far; updates are oldest first. */
record PostedIncident(IncidentChange latest, Instant started, List<Post> posts) {
  PostedIncident {
    posts = List.copyOf(posts);
  }

  static PostedIncident first(IncidentChange change, Instant now) {
    return new PostedIncident(change, now.minus(change.ago()), List.of()).with(change, now);
  }

  PostedIncident with(IncidentChange change, Instant now) {
    List<Post> all = new ArrayList<>(posts);
    for (IncidentUpdate update : change.updates()) {
      all.add(new Post(update.status(), update.body(), now.minus(update.ago())));
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

  /** One update with its moment. */
  record Post(String status, String body, Instant at) {}
}
