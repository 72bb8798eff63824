package dev.holdfast.gateway.history;

import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.History.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real server for the tests of one class. */
final class Postgres implements BeforeAllCallback, AfterAllCallback {
  private EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server = EmbeddedPostgres.builder().start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    server.close();
  }

  /** One of several gateways that share it. */
  Desk desk() {
    String url = server.getJdbcUrl("postgres", "postgres");
    return Desk.at(new GatewayConfig.History(new Store(url, null), 400));
  }

  /** Somebody else does something there. */
  void sql(String statement) throws SQLException {
    try (Connection other = server.getPostgresDatabase().getConnection();
        Statement asked = other.createStatement()) {
      asked.execute(statement);
    }
  }
}
