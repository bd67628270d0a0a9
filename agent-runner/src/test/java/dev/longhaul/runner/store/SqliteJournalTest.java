package dev.longhaul.runner.store;

import dev.longhaul.testkit.JournalContract;
import dev.longhaul.testkit.LeaseContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store keeps the promises of every journal. */
class SqliteJournalTest implements JournalContract<SessionStore>, LeaseContract<SessionStore> {

    @TempDir
    Path folder;

    private final Opened stores = new Opened();

    @Override
    public SessionStore journal() {
        return stores.keep(SessionStore.open(AgentHome.at(folder)));
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
