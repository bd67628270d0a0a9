package dev.longhaul.runner.store;

import dev.longhaul.testkit.JournalContract;
import dev.longhaul.testkit.LeaseContract;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store of many machines keeps the promises of every journal. */
class PostgresJournalTest implements JournalContract<SessionStore>, LeaseContract<SessionStore> {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final Opened stores = new Opened();
    private DataSource source;

    @BeforeEach
    void emptySchema() {
        source = SERVER.emptySchema();
    }

    @Override
    public SessionStore journal() {
        return stores.keep(SessionStore.postgres(source));
    }

    @Override
    public SessionStore reopened(SessionStore journal) {
        journal.close();
        return journal();
    }

    @AfterEach
    void close() {
        stores.close();
    }
}
