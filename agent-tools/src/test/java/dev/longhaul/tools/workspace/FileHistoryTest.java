package dev.longhaul.tools.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.model.Cancellation;
import dev.longhaul.tool.ToolContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools changed can be undone, after a crash too; what others changed is not touched. */
class FileHistoryTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    Path temporary;

    private Path root;
    private Agent agent;

    @BeforeEach
    void build() throws IOException {
        root = Files.createDirectory(temporary.resolve("ws")).toRealPath();
        agent = agent("s-1");
    }

    private FileHistory history() {
        return FileHistory.in(temporary.resolve("history"), CLOCK);
    }

    /** As after a restart: nothing is shared with another agent but what is on the disk. */
    private Agent agent(String session) {
        return new Agent(Workspace.at(root).history(history()), session);
    }

    private void assertRestored(Restoration restoration, String... files) {
        assertThat(restoration.refused()).isEmpty();
        assertThat(restoration.isComplete()).isTrue();
        assertThat(restoration.restored().stream()
                        .map(file -> root.relativize(file).toString()))
                .containsExactly(files);
    }

    @Test
    void all_changes_behind_a_place_are_undone() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent.callAt(8, "edit_file", "path", "a.txt", "old_text", "5", "new_text", "8");
        agent.callAt(9, "write_file", "path", "new/b.txt", "content", "9");

        assertRestored(history().restore("s-1", 5), "new/b.txt", "a.txt");

        assertThat(agent.content("a.txt")).isEqualTo("5");
        assertThat(root.resolve("new/b.txt")).doesNotExist();
        assertRestored(history().restore("s-1", 0), "a.txt");
        assertThat(agent.content("a.txt")).isEqualTo("0");
    }

    @Test
    void a_preview_changes_nothing() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");

        assertRestored(history().preview("s-1", 0), "a.txt");

        assertThat(agent.content("a.txt")).isEqualTo("5");
        assertRestored(history().restore("s-1", 0), "a.txt");
    }

    @Test
    void a_file_that_others_changed_is_named_and_left_alone_and_the_rest_is_put_back() throws Exception {
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent.callAt(6, "write_file", "path", "b.txt", "content", "6");
        agent.callAt(7, "write_file", "path", "gone.txt", "content", "7");
        agent.put("a.txt", "a person's");
        Files.delete(root.resolve("gone.txt"));

        var restoration = history().restore("s-1", 0);

        assertThat(restoration.restored()).containsExactly(root.resolve("b.txt"));
        assertThat(restoration.refused()).extracting(Restoration.Refused::file).containsExactly(root.resolve("a.txt"));
        assertThat(agent.content("a.txt")).isEqualTo("a person's");
    }

    @Test
    void a_change_by_others_between_two_of_ours_is_not_undone() throws Exception {
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent.put("a.txt", "formatted");
        agent.callAt(6, "write_file", "path", "a.txt", "content", "6");

        assertThat(history().restore("s-1", 0).refused()).hasSize(1);
        assertThat(agent.content("a.txt")).isEqualTo("6");
        assertRestored(history().restore("s-1", 5), "a.txt");
        assertThat(agent.content("a.txt")).isEqualTo("formatted");
    }

    @Test
    void what_was_undone_is_not_in_the_way_of_later_changes() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent.callAt(6, "write_file", "path", "a.txt", "content", "6");
        agent.callAt(7, "write_file", "path", "a.txt", "content", "7");
        history().restore("s-1", 5);
        agent.callAt(20, "write_file", "path", "a.txt", "content", "20");

        assertThat(history().changes("s-1")).extracting(FileChange::seq).containsExactly(5L, 20L);
        assertRestored(history().restore("s-1", 0), "a.txt");
        assertThat(agent.content("a.txt")).isEqualTo("0");
    }

    @Test
    void another_session_is_another_matter() throws Exception {
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent("s-2").callAt(5, "write_file", "path", "b.txt", "content", "5");

        assertRestored(history().restore("s-2", 0), "b.txt");
        assertThat(agent.content("a.txt")).isEqualTo("5");
    }

    @Test
    void a_file_that_two_sessions_changed_is_not_put_back_by_one() throws Exception {
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent("s-2").callAt(6, "write_file", "path", "a.txt", "content", "6");

        assertThat(history().restore("s-1", 0).refused()).hasSize(1);
        assertThat(history().restore("s-2", 0).isComplete()).isTrue();
        assertThat(history().restore("s-1", 0).isComplete()).isTrue();
    }

    @Test
    void permissions_and_bytes_come_back_as_they_were() throws Exception {
        var bytes = "größer\r\nkleiner".getBytes(StandardCharsets.ISO_8859_1);
        var file = agent.put("a.sh", bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        agent.callAt(5, "edit_file", "path", "a.sh", "old_text", "kleiner", "new_text", "klein");

        history().restore("s-1", 0);

        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void a_change_is_written_down_with_who_what_and_when() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "./a.txt", "content", "5");

        assertThat(history().changes("s-1"))
                .containsExactly(new FileChange(
                        "s-1",
                        5,
                        root,
                        "a.txt",
                        ContentStore.hash(new byte[] {'0'}),
                        ContentStore.hash(new byte[] {'5'}),
                        CLOCK.instant()));
    }

    @Test
    void what_is_refused_or_changes_nothing_is_not_written_down() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "0");
        agent.callAt(6, "edit_file", "path", "a.txt", "old_text", "x", "new_text", "y");
        agent.callAt(7, "write_file", "path", "../a.txt", "content", "x");
        assertThat(history().changes("s-1")).isEmpty();
    }

    @Test
    void an_edit_that_was_made_before_a_crash_is_not_made_again() throws Exception {
        agent.put("a.txt", "one");
        agent.callAt(5, "edit_file", "path", "a.txt", "old_text", "one", "new_text", "one and one");

        var again = agent("s-1").callAt(5, "edit_file", "path", "a.txt", "old_text", "one", "new_text", "one and one");

        assertThat(again.isError()).isFalse();
        assertThat(again.text()).contains("it is done already");
        assertThat(agent.content("a.txt")).isEqualTo("one and one");
        assertRestored(history().restore("s-1", 0), "a.txt");
    }

    @Test
    void an_edit_that_was_written_down_but_not_made_is_made() throws Exception {
        agent.put("a.txt", "one");
        agent.callAt(5, "edit_file", "path", "a.txt", "old_text", "one", "new_text", "two");
        agent.put("a.txt", "one");

        assertThat(agent("s-1")
                        .callAt(5, "edit_file", "path", "a.txt", "old_text", "one", "new_text", "two")
                        .isError())
                .isFalse();

        assertThat(agent.content("a.txt")).isEqualTo("two");
        assertRestored(history().restore("s-1", 0), "a.txt");
        assertThat(agent.content("a.txt")).isEqualTo("one");
    }

    @Test
    void an_edit_is_not_made_again_in_a_file_that_others_changed_since() throws Exception {
        agent.put("a.txt", "one");
        agent.callAt(5, "edit_file", "path", "a.txt", "old_text", "one", "new_text", "one and one");
        agent.put("a.txt", "one, two");

        assertThat(agent("s-1")
                        .callAt(5, "edit_file", "path", "a.txt", "old_text", "one", "new_text", "one and one")
                        .text())
                .contains("was changed by someone else after this call began");
    }

    @Test
    void a_change_that_was_written_down_but_not_made_is_no_reason_to_refuse() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent.callAt(6, "write_file", "path", "a.txt", "content", "6");
        agent.put("a.txt", "5");

        assertRestored(history().restore("s-1", 0), "a.txt");
        assertThat(agent.content("a.txt")).isEqualTo("0");
    }

    @Test
    void a_line_that_a_crash_cut_off_spoils_neither_those_before_nor_those_after() throws Exception {
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        var log = temporary.resolve("history/changes.jsonl");
        Files.write(log, new byte[] {'{', '"', 'k', (byte) 0xC3}, StandardOpenOption.APPEND);

        agent("s-1").callAt(6, "write_file", "path", "b.txt", "content", "6");

        assertThat(history().changes("s-1")).extracting(FileChange::path).containsExactly("a.txt", "b.txt");
    }

    @Test
    void a_copy_that_was_tampered_with_is_not_put_back() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        try (var copies = Files.walk(temporary.resolve("history/copies"))) {
            Files.writeString(copies.filter(Files::isRegularFile).findFirst().orElseThrow(), "evil");
        }

        assertThatThrownBy(() -> history().restore("s-1", 0))
                .hasMessageContaining("was changed; it cannot be put back");
        assertThat(agent.content("a.txt")).isEqualTo("5");
    }

    @Test
    void a_link_in_the_place_of_a_changed_file_or_its_folder_is_left_alone() throws Exception {
        agent.callAt(5, "write_file", "path", "d/a.txt", "content", "5");
        var outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("a.txt"), "5");
        Files.move(root.resolve("d"), root.resolve("moved"));
        Files.createSymbolicLink(root.resolve("d"), outside);

        assertThat(history().restore("s-1", 0).restored()).isEmpty();

        assertThat(outside.resolve("a.txt")).hasContent("5");
    }

    @Test
    void the_history_is_for_its_owner_only() throws Exception {
        history();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("history"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_history_that_cannot_be_kept_is_refused_at_the_start() throws Exception {
        var file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> FileHistory.in(file)).hasMessageContaining("cannot hold a file history");
    }

    @Test
    void by_force_what_others_changed_is_put_back_too_and_kept() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent.put("a.txt", "mine");

        assertThat(history().restore("s-1", 0).refused()).hasSize(1);
        var forced = history().restoreByForce("s-1", 0);

        assertThat(forced.restored()).containsExactly(root.resolve("a.txt"));
        assertThat(root.resolve("a.txt")).hasContent("0");
        assertThat(forced.kept()).singleElement().satisfies(kept -> assertThat(kept.copy())
                .hasContent("mine"));
    }

    @Test
    void by_force_too_a_folder_in_the_place_of_a_file_is_left_alone() throws Exception {
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        Files.delete(root.resolve("a.txt"));
        Files.createDirectory(root.resolve("a.txt"));

        assertThat(history().restoreByForce("s-1", 0).refused()).hasSize(1);
        assertThat(root.resolve("a.txt")).isDirectory();
    }

    private FileHistory forkOf(FileHistory other, long at) throws IOException {
        return FileHistory.forked(temporary.resolve("forked"), other, "s-1", at, "s-2", same -> same);
    }

    @Test
    void the_history_of_a_fork_begins_with_what_both_have_in_common() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        var first = history();
        agent.callAt(9, "write_file", "path", "b.txt", "content", "9");

        var fork = forkOf(first, 7);

        assertThat(fork.changes("s-2")).extracting(FileChange::path).containsExactly("a.txt");
        assertRestored(fork.restore("s-2", 0), "a.txt");
        assertThat(root.resolve("a.txt")).hasContent("0");
        assertThat(root.resolve("b.txt")).hasContent("9");
    }

    @Test
    void two_who_make_the_history_of_a_fork_at_once_lose_none_of_it() throws Exception {
        agent.callAt(5, "write_file", "path", "a.txt", "content", "5");
        agent.callAt(6, "write_file", "path", "b.txt", "content", "6");
        var folder = temporary.resolve("forks/s-2");
        var overtaken = new AtomicBoolean();

        var slow = FileHistory.forked(folder, history(), "s-1", 7, "s-2", same -> {
            if (overtaken.compareAndSet(false, true)) {
                var quick = makeFork(folder);
                assertThat(paths(quick)).containsExactly("a.txt", "b.txt");
            }
            return same;
        });

        assertThat(overtaken).isTrue();
        assertThat(paths(slow)).containsExactly("a.txt", "b.txt");
        assertRestored(slow.restore("s-2", 0), "b.txt", "a.txt");
        try (var left = Files.list(folder.getParent())) {
            assertThat(left).containsExactly(folder);
        }
    }

    private FileHistory makeFork(Path folder) {
        try {
            return FileHistory.forked(folder, history(), "s-1", 7, "s-2", same -> same);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> paths(FileHistory history) {
        try {
            return history.changes("s-2").stream().map(FileChange::path).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_call_that_was_under_way_at_a_fork_and_runs_again_there_is_known() throws Exception {
        agent.put("a.txt", "0");
        agent.callAt(5, "edit_file", "path", "a.txt", "old_text", "0", "new_text", "5");

        var inFork = new Agent(Workspace.at(root).history(forkOf(history(), 5)), "s-2");
        var context = new ToolContext("s-2", "s-1:5", new Cancellation());

        assertThat(inFork.call(context, "edit_file", "path", "a.txt", "old_text", "0", "new_text", "5")
                        .text())
                .contains("done already");
    }

    @Test
    void a_history_that_moves_with_its_workspace_puts_back_what_it_moved_with() throws Exception {
        var folder = temporary.resolve("history");
        var moving = new Agent(Workspace.at(root).history(FileHistory.movingWith(temporary, folder)), "s-1");
        moving.callAt(5, "write_file", "path", "a.txt", "content", "5");
        var outside = Files.move(temporary, temporary.resolveSibling(temporary.getFileName() + "-moved"));
        try {
            var history = FileHistory.movingWith(outside, outside.resolve("history"));

            assertThat(history.changes("s-1"))
                    .extracting(FileChange::root)
                    .containsExactly(outside.resolve("ws").toRealPath());
            assertThat(history.restore("s-1", 0).isComplete()).isTrue();
            assertThat(outside.resolve("ws/a.txt")).doesNotExist();
            assertThatThrownBy(() -> FileHistory.in(outside.resolve("history")))
                    .hasMessageContaining("\"ws\"")
                    .hasMessageContaining("FileHistory.movingWith");
        } finally {
            Files.move(outside, temporary);
        }
    }

    @Test
    void a_workspace_that_is_elsewhere_stays_where_it_is() throws Exception {
        var around = Files.createDirectory(temporary.resolve("around"));
        var history = FileHistory.movingWith(around, around.resolve("history"));
        new Agent(Workspace.at(root).history(history), "s-1").callAt(5, "write_file", "path", "a.txt", "content", "5");

        var moved = Files.move(around, temporary.resolve("moved"));

        assertRestored(FileHistory.movingWith(moved, moved.resolve("history")).restore("s-1", 0), "a.txt");
    }
}
