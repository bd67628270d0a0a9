package dev.longhaul.runner.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStoreTest implements StorePromises {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private DataSource source;
    private SessionStore store;

    @BeforeEach
    void open() {
        source = SERVER.emptySchema();
        store = another();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public SessionStore another() {
        return SessionStore.postgres(source);
    }

    @Override
    public Connection database() throws SQLException {
        return source.getConnection();
    }
}
