package dev.holdfast.gateway.history;

import dev.holdfast.gateway.history.Incidents.Kept;
import dev.holdfast.gateway.history.Incidents.News;
import dev.holdfast.gateway.history.Occurrence.Kind;
import dev.holdfast.upstream.Impact;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Incident.Course;
import dev.holdfast.upstream.Incident.Status;
import dev.holdfast.upstream.Story;
import dev.holdfast.upstream.Story.Update;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Incidents as rows. */
final class IncidentRows {
  private static final Duration NEWS = Duration.ofDays(1);
  private static final String TOLD = "incident";

  private IncidentRows() {}

  /** Writes an incident as it is now; its updates are replaced as a whole. */
  static void write(Handle handle, Incident incident, News news) {
    row(handle, incident);
    handle.execute("DELETE FROM incident_update WHERE incident = ?", incident.id());
    List<Update> newestFirst = incident.story().updates();
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO incident_update (incident, number, at, status, body, affected)"
                + " VALUES (:id, :number, :at, :status, :body, :affected)")) {
      for (int i = newestFirst.size() - 1; i >= 0; i--) {
        int number = newestFirst.size() - 1 - i;
        Update update = newestFirst.get(i);
        add(batch.bind("id", incident.id()).bind("number", number), update);
        Occurrence told = told(incident, update);
        if (recent(update, news.now()) && !Feed.has(handle, told)) {
          Feed.write(handle, news.run(), news.numbers().get(number), told);
        }
      }
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }

  private static void row(Handle handle, Incident incident) {
    Course course = incident.course();
    handle
        .createUpdate(
            "INSERT INTO incident (id, name, impact, status, created_at, monitoring_at,"
                + " resolved_at, components) VALUES (:id, :name, :impact, :status, :created,"
                + " :monitoring, :resolved, :components) ON CONFLICT (id) DO UPDATE SET"
                + " name = excluded.name, impact = excluded.impact, status = excluded.status,"
                + " created_at = excluded.created_at, monitoring_at = excluded.monitoring_at,"
                + " resolved_at = excluded.resolved_at, components = excluded.components")
        .bind("id", incident.id())
        .bind("name", incident.name())
        .bind("impact", incident.impact().slug())
        .bind("status", course.status().slug())
        .bind("created", millis(course.created()))
        .bind("monitoring", millis(course.monitoring()))
        .bind("resolved", millis(course.resolved()))
        .bind("components", Components.write(incident.components()))
        .execute();
  }

  private static void add(PreparedBatch batch, Update update) {
    batch
        .bind("at", millis(update.at()))
        .bind("status", update.status().slug())
        .bind("body", update.body())
        .bind("affected", Components.write(update.affected()))
        .add();
  }

  private static boolean recent(Update update, Instant now) {
    return update.at() != null && update.at().isAfter(now.minus(NEWS));
  }

  private static Occurrence told(Incident incident, Update update) {
    String severity =
        switch (incident.impact()) {
          case CRITICAL -> "critical";
          case MAJOR -> "error";
          case MINOR, UNKNOWN -> "warning";
          case NONE, MAINTENANCE -> "info";
        };
    Instant at = update.at() == null ? Instant.EPOCH : update.at();
    String title = incident.name() + ": " + update.status().slug();
    return new Occurrence(at, Kind.INCIDENT, TOLD + "/" + incident.id(), severity, title, null);
  }

  static void match(Handle handle, String id, String matched, @Nullable Instant onset) {
    handle
        .createUpdate(
            "UPDATE incident SET matched = :matched,"
                + " local_onset = COALESCE(local_onset, :onset) WHERE id = :id")
        .bind("id", id)
        .bind("matched", matched)
        .bind("onset", millis(onset))
        .execute();
  }

  /** Incidents with their updates. */
  static List<Kept> read(Handle handle, Query incidents) {
    List<Kept> kept = new ArrayList<>();
    incidents.map((row, context) -> kept(row)).forEach(kept::add);
    kept.replaceAll(one -> withUpdates(handle, one));
    return kept;
  }

  private static Kept kept(ResultSet row) throws SQLException {
    Course course =
        new Course(
            constant(Status.values(), row.getString("status"), Status.UNKNOWN),
            moment(row, "created_at"),
            moment(row, "monitoring_at"),
            moment(row, "resolved_at"));
    Incident incident =
        new Incident(
            row.getString("id"),
            constant(Impact.values(), row.getString("impact"), Impact.UNKNOWN),
            course,
            Components.read(row.getString("components")),
            new Story(row.getString("name"), List.of()));
    return new Kept(incident, row.getString("matched"), moment(row, "local_onset"));
  }

  private static Kept withUpdates(Handle handle, Kept kept) {
    Incident bare = kept.incident();
    List<Update> updates =
        handle
            .createQuery("SELECT * FROM incident_update WHERE incident = :id ORDER BY number DESC")
            .bind("id", bare.id())
            .map((row, context) -> update(row))
            .list();
    Story story = new Story(bare.name(), updates);
    Incident whole =
        new Incident(bare.id(), bare.impact(), bare.course(), bare.components(), story);
    return new Kept(whole, kept.matched(), kept.onset());
  }

  private static Update update(ResultSet row) throws SQLException {
    return new Update(
        constant(Status.values(), row.getString("status"), Status.UNKNOWN),
        row.getString("body"),
        moment(row, "at"),
        Components.read(row.getString("affected")));
  }

  static <E extends Enum<E>> E constant(E[] all, String slug, E unknown) {
    return Arrays.stream(all)
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(slug))
        .findFirst()
        .orElse(unknown);
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
