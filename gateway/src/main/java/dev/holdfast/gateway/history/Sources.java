package dev.holdfast.gateway.history;

import dev.holdfast.gateway.config.GatewayConfig.History.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Where connections come from. */
final class Sources {
  private static final int BUSY_MILLIS = 5_000;
  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 30;

  private Sources() {}

  /** Connections that write. */
  static DataSource of(Store store) throws SQLException {
    if (store.postgresql()) {
      return postgresql(store);
    }
    vacuumByAndBy(store);
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    // A killed process loses nothing by this, only a machine that loses its power may.
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    // Else two writers that both read first would meet a lock that no patience resolves.
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    return sqlite(store, config);
  }

  /** Connections that read. */
  static DataSource reading(Store store) {
    if (store.postgresql()) {
      return postgresql(store);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    // In memory readers and the writer share one cache, and would lock each other out.
    config.setReadUncommitted(true);
    return sqlite(store, config);
  }

  /** Must be said before the first page is written. */
  private static void vacuumByAndBy(Store store) throws SQLException {
    try (Connection first = sqlite(store, new SQLiteConfig()).getConnection();
        Statement statement = first.createStatement()) {
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }

  private static SQLiteDataSource sqlite(Store store, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(store.jdbc());
    return source;
  }

  private static PGSimpleDataSource postgresql(Store store) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(store.jdbc());
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(ANSWER_SECONDS);
    source.setApplicationName("holdfast");
    return source;
  }
}
