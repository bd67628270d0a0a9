package dev.longhaul.runner.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements StorePromises {

    @TempDir
    Path folder;

    private SessionStore store;

    @BeforeEach
    void open() {
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
        return SessionStore.open(AgentHome.at(folder));
    }

    @Override
    public Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + AgentHome.at(folder).database());
    }
}
