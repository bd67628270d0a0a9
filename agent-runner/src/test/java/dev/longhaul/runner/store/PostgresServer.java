package dev.longhaul.runner.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** A real server for the tests of one class; where there is none for this machine, they are skipped. */
final class PostgresServer implements BeforeAllCallback, AfterAllCallback {

    private final AtomicInteger schemas = new AtomicInteger();
    private @Nullable EmbeddedPostgres server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "60")
                    .start();
        } catch (IllegalStateException e) {
            abort("no PostgreSQL for this machine: " + e.getMessage());
        }
    }

    /** An empty schema of its own. */
    DataSource emptySchema() {
        var schema = "s" + schemas.incrementAndGet();
        var source = source();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        source.setCurrentSchema(schema);
        return source;
    }

    private PGSimpleDataSource source() {
        if (server == null) {
            throw new IllegalStateException("the server was not started");
        }
        return (PGSimpleDataSource) server.getPostgresDatabase();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
