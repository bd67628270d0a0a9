package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that nothing can be written to is read all the same, to the last event or not at all. */
class ReadOnlyHomeTest {

    @TempDir
    Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws IOException {
        disk = SmallDisk.mounted("size=8m");
    }

    @AfterEach
    void unmount() throws IOException {
        disk.close();
    }

    private AgentHome frozen() {
        disk.freeze();
        return AgentHome.at(disk.root());
    }

    /** As a process leaves it that is killed: the events are in the log. */
    private void killedWhileWriting(String... kept) throws IOException {
        try (var store = SessionStore.open(AgentHome.at(folder))) {
            write(store, "s", 5);
            for (var name : kept) {
                Files.copy(folder.resolve(name), disk.root().resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void sessions_are_listed_read_exported_and_verified() throws IOException {
        try (var store = SessionStore.open(AgentHome.at(disk.root()))) {
            write(store, "s", 120);
        }
        try (var store = SessionStore.openToRead(frozen())) {
            assertThat(store.list()).singleElement().satisfies(one -> assertThat(one.events())
                    .isEqualTo(120));
            assertThat(store.stream("s", 0)).hasSize(120);
            assertThat(store.export("s", new StringBuilder())).isEqualTo(120);
            assertThat(store.verify("s")).isInstanceOf(Verification.Sound.class);
            assertThat(store.current("s")).isEmpty();
        }
        assertThat(disk.root().resolve("journal.db-shm")).doesNotExist();
    }

    @Test
    void what_writes_is_refused_and_says_why() throws IOException {
        SessionStore.open(AgentHome.at(disk.root())).close();
        try (var store = SessionStore.openToRead(frozen())) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> write(store, "s", 1))
                    .withMessageContaining("nothing can be written there")
                    .withMessageContaining("make it writable");
        }
    }

    @Test
    void events_that_are_still_in_the_log_are_read_too() throws IOException {
        killedWhileWriting("journal.db", "journal.db-wal", "journal.db-shm");
        try (var store = SessionStore.openToRead(frozen())) {
            assertThat(store.stream("s", 0)).hasSize(5);
            assertThat(store.verify("s")).isInstanceOf(Verification.Sound.class);
        }
    }

    @Test
    void a_log_that_cannot_be_shared_is_named_and_not_read_past() throws IOException {
        killedWhileWriting("journal.db", "journal.db-wal");
        var home = frozen();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SessionStore.openToRead(home))
                .withMessageContaining(
                        "its latest events are in a log, " + disk.root().resolve("journal.db-wal"))
                .withMessageContaining("copy the whole folder to where it can be written");
    }

    @Test
    void a_folder_without_a_journal_has_no_sessions() {
        var home = frozen();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionStore.openToRead(home))
                .withMessageContaining("there are no sessions in " + disk.root());
    }

    @Test
    void a_folder_that_can_be_written_to_is_opened_as_usual() {
        try (var store = SessionStore.openToRead(AgentHome.at(folder))) {
            write(store, "s", List.of(said(1, "Hello.")));
            assertThat(store.list()).hasSize(1);
        }
    }
}
