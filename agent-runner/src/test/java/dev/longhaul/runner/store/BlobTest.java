package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;
import static dev.longhaul.runner.store.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.session.JournalConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large payloads are files: whole or not there, checked when read, and gone with the last event that needs them. */
class BlobTest {

    private static final String LARGE = "0123456789".repeat(10_000);

    @TempDir
    Path folder;

    private SessionStore store;

    @BeforeEach
    void open() {
        store = SessionStore.open(AgentHome.at(folder));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<Path> files() throws IOException {
        var blobs = folder.resolve("blobs");
        if (!Files.exists(blobs)) {
            return List.of();
        }
        try (var all = Files.walk(blobs)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    private void isDamaged(String what) throws IOException {
        var file = files().isEmpty() ? "blobs" : onlyFile().toString();
        assertThatExceptionOfType(DamagedJournalException.class)
                .isThrownBy(() -> store.read("s"))
                .withMessageContaining("event 2 of session s")
                .withMessageContaining(file)
                .withMessageContaining(what);
        assertThat(store.verify("s")).isInstanceOfSatisfying(Verification.Damaged.class, damage -> {
            assertThat(damage.seq()).isEqualTo(2);
            assertThat(damage.what()).contains(what).contains(file);
        });
    }

    @Test
    void a_large_payload_is_a_file_named_by_its_hash_and_the_row_is_small() throws Exception {
        var large = said(1, LARGE);
        write(store, "s", List.of(large));
        var bytes = new EventCodec(Redactor.none()).encode(large.event());
        var hash = HashChain.of(bytes);
        assertThat(onlyFile())
                .isEqualTo(folder.resolve("blobs").resolve(hash.substring(0, 2)).resolve(hash.substring(2)))
                .hasBinaryContent(bytes);
        assertThat(store.read("s")).containsExactly(large);
        assertThat(rowsWithPayload()).isZero();
    }

    private int rowsWithPayload() {
        return store.committer().run(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(payload) from agent_events")) {
                return rows.getInt(1);
            }
        });
    }

    @Test
    void a_payload_up_to_the_threshold_stays_in_its_row() throws Exception {
        int around = new EventCodec(Redactor.none()).encode(said(1, "").event()).length;
        var fits = said(1, "x".repeat(BlobFolder.LARGEST_IN_ROW - around));
        write(store, "s", List.of(fits));
        assertThat(files()).isEmpty();
        write(store, "s", List.of(said(2, "x".repeat(BlobFolder.LARGEST_IN_ROW - around + 1))));
        assertThat(files()).hasSize(1);
    }

    @Test
    void what_is_written_twice_is_one_file() throws Exception {
        write(store, "s", List.of(said(1, LARGE), said(2, LARGE)));
        write(store, "t", List.of(said(1, LARGE)));
        assertThat(files()).hasSize(1);
    }

    @Test
    void nobody_but_the_owner_can_read_them() throws Exception {
        write(store, "s", List.of(said(1, LARGE)));
        assertThat(Files.getPosixFilePermissions(onlyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        for (var file : List.of("journal.db", "journal.db-wal")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                    .as(file)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void a_torn_file_is_found_and_named() throws Exception {
        write(store, "s", List.of(said(1, "small"), said(2, LARGE)));
        var bytes = Files.readAllBytes(onlyFile());
        Files.write(onlyFile(), Arrays.copyOf(bytes, bytes.length / 2));
        isDamaged("changed or torn");
    }

    @Test
    void a_changed_file_is_found_and_named() throws Exception {
        write(store, "s", List.of(said(1, "small"), said(2, LARGE)));
        var bytes = Files.readAllBytes(onlyFile());
        bytes[50_000] ^= 1;
        Files.write(onlyFile(), bytes);
        isDamaged("changed or torn");
    }

    @Test
    void a_missing_file_is_found_and_named() throws Exception {
        write(store, "s", List.of(said(1, "small"), said(2, LARGE)));
        Files.delete(onlyFile());
        isDamaged("is missing");
    }

    @Test
    void a_damaged_file_is_mended_when_the_same_is_written_again() throws Exception {
        write(store, "s", List.of(said(1, LARGE)));
        Files.write(onlyFile(), new byte[] {1, 2, 3});
        write(store, "t", List.of(said(1, LARGE)));
        assertThat(store.read("s")).containsExactly(said(1, LARGE));
    }

    @Test
    void with_a_session_go_the_files_that_only_it_needs() throws Exception {
        write(store, "s", List.of(said(1, LARGE), said(2, "own " + LARGE)));
        write(store, "t", List.of(said(1, LARGE)));
        assertThat(files()).hasSize(2);
        store.delete("s");
        assertThat(files()).hasSize(1);
        assertThat(store.read("t")).containsExactly(said(1, LARGE));
        store.delete("t");
        assertThat(files()).isEmpty();
    }

    @Test
    void what_a_crash_left_between_deleting_events_and_files_goes_with_the_next_deletion() throws Exception {
        write(store, "s", List.of(said(1, LARGE)));
        write(store, "t", 1);
        store.committer().run(connection -> {
            new Garbage(store.committer(), new BlobFolder(folder)).note(connection, "s");
            new SessionRows(Dialect.SQLITE).clear(connection, "s");
            return new EventRows(null).delete(connection, "s");
        });
        assertThat(files()).hasSize(1);
        store.delete("t");
        assertThat(files()).isEmpty();
    }

    @Test
    void sweeping_removes_what_crashes_left_and_nothing_else() throws Exception {
        write(store, "s", List.of(said(1, LARGE)));
        var needed = onlyFile();
        store.committer().run(connection -> {
            new BlobFolder(folder.resolve("blobs")).write(HashChain.of(new byte[] {1}), new byte[] {1});
            return true;
        });
        Files.write(folder.resolve("blobs/half.tmp"), new byte[] {1});
        assertThat(store.sweep()).isEqualTo(2);
        assertThat(files()).containsExactly(needed);
        assertThat(store.sweep()).isZero();
    }

    @Test
    void an_append_that_is_refused_leaves_no_file() throws Exception {
        var lease = take(store, "s");
        assertThatExceptionOfType(JournalConflictException.class)
                .isThrownBy(() -> store.append(lease, List.of(said(1, "a"), said(3, LARGE))));
        assertThat(files()).isEmpty();
    }

    /** Two openings of the store are to SQLite and to the files what two processes are. */
    @Test
    void no_file_is_taken_from_under_a_session_that_just_found_it_there() throws Exception {
        try (var other = SessionStore.open(AgentHome.at(folder));
                var threads = Executors.newFixedThreadPool(2)) {
            Callable<Void> writing = () -> {
                for (int i = 0; i < 30; i++) {
                    write(store, "kept-" + i, List.of(said(1, LARGE)));
                }
                return null;
            };
            Callable<Void> deleting = () -> {
                for (int i = 0; i < 30; i++) {
                    write(other, "doomed-" + i, List.of(said(1, LARGE)));
                    other.delete("doomed-" + i);
                }
                return null;
            };
            for (var done : threads.invokeAll(List.of(writing, deleting))) {
                done.get();
            }
        }
        assertThat(IntStream.range(0, 30).mapToObj(i -> store.verify("kept-" + i)))
                .allSatisfy(verified -> assertThat(verified).isInstanceOf(Verification.Sound.class));
        assertThat(files()).hasSize(1);
        for (int i = 0; i < 30; i++) {
            store.delete("kept-" + i);
        }
        assertThat(files()).isEmpty();
    }
}
