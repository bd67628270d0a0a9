package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.entry;
import static dev.longhaul.runner.store.Journals.started;
import static dev.longhaul.runner.store.Journals.take;
import static dev.longhaul.runner.store.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
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
    void a_task_with_a_secret_is_listed_and_verified_without_it() {
        var redactor = Redactor.ofSecrets(List.of("hunter2-hunter2"));
        try (var masking = SessionStore.open(AgentHome.at(folder), redactor)) {
            write(masking, "s", List.of(entry(1, started("s", "Say hunter2-hunter2, " + "x".repeat(2_000)))));
        }
        assertThat(store.find("s").orElseThrow().task())
                .startsWith("Say ***, x")
                .hasSize(1_000);
        assertThat(store.verify("s")).isInstanceOf(Verification.Sound.class);
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
