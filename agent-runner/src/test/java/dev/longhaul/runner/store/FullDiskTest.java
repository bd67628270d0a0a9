package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;
import static dev.longhaul.runner.store.Journals.write;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.runner.AgentRunner;
import dev.longhaul.session.Lease;
import dev.longhaul.session.Outcome;
import dev.longhaul.testing.ScriptedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the disk is full nothing that was acknowledged is lost, callers are told so, and it works again when there is room. */
class FullDiskTest {

    private SmallDisk disk;
    private SessionStore store;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mounted("size=8m");
        store = SessionStore.open(home());
    }

    @AfterEach
    void unmount() throws Exception {
        if (store != null) {
            store.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    private AgentHome home() {
        return AgentHome.at(disk.root().resolve("home"));
    }

    /** Appends until there is no room; gives the number of the last event that was acknowledged. */
    private long appendUntilFull(Lease lease, int size) throws Exception {
        store.append(lease, List.of(said(1, "the first")));
        disk.fill();
        long seq = 1;
        try {
            while (seq < 100_000) {
                store.append(lease, List.of(said(seq + 1, "x".repeat(size))));
                seq++;
            }
            throw new AssertionError("the disk is never full");
        } catch (StoreFullException e) {
            assertThat(e).hasMessageContaining("journal.db").hasMessageContaining("free some");
            return seq;
        }
    }

    private void losesNothingAndGoesOn(int size) throws Exception {
        var lease = take(store, "s");
        long last = appendUntilFull(lease, size);
        assertThat(store.read("s")).hasSize((int) last);
        disk.makeRoom();
        store.append(lease, List.of(said(last + 1, "room again")));
        store.close();
        store = SessionStore.open(home());
        assertThat(store.read("s")).hasSize((int) last + 1).last().isEqualTo(said(last + 1, "room again"));
        assertThat(store.verify("s")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void of_small_events_nothing_is_lost() throws Exception {
        losesNothingAndGoesOn(2_000);
    }

    @Test
    void of_events_in_files_nothing_is_lost() throws Exception {
        losesNothingAndGoesOn(300_000);
        assertThat(store.sweep()).as("files left behind").isZero();
    }

    @Test
    void a_session_that_was_let_go_on_a_full_disk_can_be_taken_again_when_there_is_room() throws Exception {
        var lease = take(store, "s");
        long last = appendUntilFull(lease, 2_000);
        store.release(lease);
        disk.makeRoom();
        write(store, "s", List.of(said(last + 1, "room again")));
        assertThat(store.read("s")).hasSize((int) last + 1);
    }

    @Test
    void a_process_that_ends_on_a_full_disk_leaves_a_journal_that_can_be_read() throws Exception {
        long last = appendUntilFull(take(store, "s"), 2_000);
        store.close();
        disk.makeRoom();
        store = SessionStore.open(home());
        assertThat(store.read("s")).hasSize((int) last);
        write(store, "s", List.of(said(last + 1, "room again")));
    }

    @Test
    void an_agent_whose_disk_fills_up_says_what_is_wrong_and_goes_on_when_there_is_room() throws Exception {
        var model = ScriptedModel.following(
                (request, scope) -> {
                    filled();
                    return text("x".repeat(2_000));
                },
                (request, scope) -> text("Done."));
        try (var runner = AgentRunner.builder().model(model).journal(store).build()) {
            var outcome = runner.start("s", "Work.").await();
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.reason()).isEqualTo("journal");
            assertThat(outcome.detail()).startsWith("no space is left for").contains("free some");
            disk.makeRoom();
            assertThat(runner.resume("s").await()).isInstanceOf(Outcome.Completed.class);
        }
    }

    /** Leaves no room while an agent is at work. */
    private void filled() {
        try {
            disk.fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onALargerDisk() throws Exception {
        store.close();
        disk.close();
        disk = SmallDisk.mounted("size=64m");
        store = SessionStore.open(home());
    }

    @Test
    void a_session_can_be_deleted_and_another_goes_on_in_its_room() throws Exception {
        onALargerDisk();
        write(store, "other", List.of(said(1, "still here")));
        var lease = take(store, "s");
        appendUntilFull(lease, 2_000);
        store.release(lease);
        store.delete("s");
        assertThat(store.list()).extracting(SessionSummary::id).containsExactly("other");
        write(store, "other", List.of(said(2, "and goes on")));
        assertThat(store.verify("other")).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void the_files_of_a_deleted_session_make_room() throws Exception {
        onALargerDisk();
        var lease = take(store, "s");
        store.append(lease, List.of(said(1, "x".repeat(300_000)), said(2, "y".repeat(300_000))));
        store.release(lease);
        disk.fill();
        store.delete("s");
        assertThat(store.sweep()).as("files left behind").isZero();
        assertThat(Files.getFileStore(home().folder()).getUsableSpace()).isGreaterThan(600_000);
    }

    @Test
    void another_process_can_see_what_there_is_and_delete_it() throws Exception {
        onALargerDisk();
        write(store, "s", List.of(said(1, "here")));
        store.close();
        disk.fill();
        store = SessionStore.open(home());
        assertThat(store.list()).extracting(SessionSummary::id).containsExactly("s");
        store.delete("s");
        assertThat(store.list()).isEmpty();
    }

    @Test
    void others_that_begin_on_a_full_disk_leave_what_is_kept_back_to_who_deletes() throws Exception {
        onALargerDisk();
        write(store, "s", List.of(said(1, "here")));
        store.close();
        disk.fill();
        for (int process = 0; process < 5; process++) {
            store = SessionStore.open(home());
            var fresh = "fresh-" + process;
            assertThatExceptionOfType(StoreFullException.class)
                    .isThrownBy(() -> write(store, fresh, List.of(said(1, "x".repeat(20_000)))));
            store.close();
        }
        assertThat(Files.size(home().folder().resolve("reserve"))).isGreaterThan(3 << 19);
        store = SessionStore.open(home());
        store.delete("s");
        assertThat(store.list()).isEmpty();
    }

    @Test
    void what_is_kept_back_is_kept_back_again_when_there_is_room() throws Exception {
        onALargerDisk();
        var reserve = home().folder().resolve("reserve");
        write(store, "s", List.of(said(1, "here")));
        disk.fill();
        store.delete("s");
        assertThat(reserve).doesNotExist();
        disk.makeRoom();
        store.close();
        store = SessionStore.open(home());
        assertThat(reserve).hasSize(2 << 20);
    }

    @Test
    void nothing_is_kept_back_where_there_is_little_to_begin_with() {
        assertThat(home().folder().resolve("reserve")).doesNotExist();
    }

    @Test
    void on_a_disk_that_is_full_from_the_start_opening_says_so() throws Exception {
        store.close();
        disk.close();
        disk = SmallDisk.mounted("size=8m");
        Files.createDirectory(home().folder());
        disk.fill();
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> SessionStore.open(home()))
                .withMessageContaining("no space");
    }
}
