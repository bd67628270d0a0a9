package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.take;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void a_session_is_free_here_although_letting_it_go_could_not_be_written() throws SQLException {
        var lease = take(store, "s");
        try (var connection = database();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create trigger nobody_lets_go before update on agent_sessions when new.instance is null
                    begin select raise(abort, 'not now'); end""");
            store.release(lease);
            statement.execute("drop trigger nobody_lets_go");
        }
        assertThat(store.current("s")).isEmpty();
        assertThat(take(store, "s").epoch()).isEqualTo(2);
    }
}
