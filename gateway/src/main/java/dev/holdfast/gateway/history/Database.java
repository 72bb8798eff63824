package dev.holdfast.gateway.history;

import dev.holdfast.gateway.config.GatewayConfig.History;
import dev.holdfast.gateway.config.GatewayConfig.History.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An open database whose schema is up to date: one connection that writes, one that reads. */
final class Database implements AutoCloseable {
  /** The version of the newest script of each kind: what only a server has, a file has not. */
  private static final String NEWEST_FILE = "2";

  private static final String NEWEST_SERVER = "3";

  private static final String VERSIONS = "schema_version";
  private static final String SCRIPTS = "classpath:dev/holdfast/gateway/history/";

  private static final @Nullable Store MEMORY = History.memory().store();

  private final Connection writer;
  private final Connection reader;
  private final Jdbi writes;
  private final Jdbi reads;
  private final @Nullable Path file;
  private final @Nullable Object identity;

  private Database(Connection writer, Connection reader, @Nullable Path file) {
    this.writer = writer;
    this.reader = reader;
    this.writes = Jdbi.create(writer);
    this.reads = Jdbi.create(reader);
    this.file = file;
    this.identity = file == null ? null : identity(file);
  }

  /** Opens it, makes it if there is none, and brings its schema up to date. Takes a moment. */
  static Database open(Store where) throws SQLException, IOException {
    Store store = where.equals(MEMORY) ? ofItsOwn() : where;
    Path file = store.file();
    if (file != null) {
      Folders.make(file.toAbsolutePath().getParent());
    }
    DataSource source = Sources.of(store);
    Connection writer = source.getConnection();
    try {
      if (!current(writer, store.postgresql() ? NEWEST_SERVER : NEWEST_FILE)) {
        migrate(store, source);
      }
      return new Database(writer, Sources.reading(store).getConnection(), file);
    } catch (SQLException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Whether nothing is kept there yet, as far as can be told without opening it. */
  static boolean fresh(Store store) {
    Path file = store.file();
    return file == null ? store.equals(MEMORY) : !Files.exists(file);
  }

  /** In memory, under a name that nobody else has, so that two connections see the same. */
  private static Store ofItsOwn() {
    return new Store("jdbc:sqlite:file:" + UUID.randomUUID() + "?mode=memory&cache=shared", null);
  }

  /** Asked first, for Flyway takes most of a second of processor time to find out the same. */
  private static boolean current(Connection connection, String version) {
    String newest = "SELECT 1 FROM " + VERSIONS + " WHERE version = '" + version + "'";
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(newest)) {
      return found.next();
    } catch (SQLException e) {
      // There is no such table, or there is worse: then migrating says what.
      return false;
    }
  }

  private static void migrate(Store store, DataSource source) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations(SCRIPTS + (store.postgresql() ? "postgresql" : "sqlite"))
        .table(VERSIONS)
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** Does something in one transaction. Called on the writing thread only. */
  <T, X extends Exception> T write(HandleCallback<T, X> what) throws X {
    return writes.inTransaction(what);
  }

  /** Reads. Whoever comes second waits for the first. */
  <T, X extends Exception> T read(HandleCallback<T, X> what) throws X {
    synchronized (reader) {
      return reads.withHandle(what);
    }
  }

  /** Gives pages of what was deleted back to the file system. PostgreSQL does so by itself. */
  void shrink(int pages) {
    if (file != null) {
      writes.useHandle(handle -> handle.execute("PRAGMA incremental_vacuum(" + pages + ")"));
    }
  }

  /** Whether its file was deleted or another was put in its place: what is written is lost. */
  boolean gone() {
    return file != null && !Objects.equals(identity, identity(file));
  }

  private static @Nullable Object identity(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return "gone";
    }
  }

  @Override
  public void close() {
    for (Connection one : new Connection[] {reader, writer}) {
      try {
        one.close();
      } catch (SQLException e) {
        // It may be closed for being broken.
      }
    }
  }
}
