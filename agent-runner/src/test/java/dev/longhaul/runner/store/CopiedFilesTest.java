package dev.longhaul.runner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that is forked gets a copy of what its parent's agent keeps: whole, or none. */
class CopiedFilesTest {

    @TempDir
    Path folder;

    private AgentHome home;
    private SessionStore store;
    private Path parents;
    private Path copied;

    @BeforeEach
    void open() {
        home = AgentHome.at(folder);
        store = SessionStore.open(home);
        parents = home.filesOf("s");
        copied = folder.resolve("files/t");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void copy() {
        store.withCopiedFiles("s", "t", () -> {});
    }

    private static Connection database(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int notes(Path file) throws SQLException {
        try (var connection = database(file);
                var rows = connection.createStatement().executeQuery("select count(*) from notes")) {
            return rows.getInt(1);
        }
    }

    private Stream<String> names(Path of) throws IOException {
        try (var files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void files_folders_and_links_are_copied() throws IOException {
        Files.createDirectories(parents.resolve("work/empty"));
        Files.writeString(parents.resolve("work/plan.md"), "Look around.");
        Files.createSymbolicLink(parents.resolve("latest"), Path.of("work/plan.md"));

        copy();

        assertThat(copied.resolve("work/plan.md")).hasContent("Look around.");
        assertThat(copied.resolve("work/empty")).isEmptyDirectory();
        assertThat(Files.readSymbolicLink(copied.resolve("latest"))).isEqualTo(Path.of("work/plan.md"));
        assertThat(names(folder.resolve("files"))).containsExactlyInAnyOrder("s", "t");
    }

    @Test
    void a_database_somebody_writes_to_is_copied_as_of_its_last_commit() throws Exception {
        try (var writer = database(parents.resolve("desk.db"))) {
            run(writer, "pragma journal_mode = wal");
            run(writer, "create table notes (text)");
            run(writer, "insert into notes values ('one'), ('two')");
            writer.setAutoCommit(false);
            run(writer, "insert into notes values ('not yet')");

            copy();

            writer.commit();
        }
        assertThat(names(copied)).containsExactly("desk.db");
        assertThat(notes(copied.resolve("desk.db"))).isEqualTo(2);
        assertThat(notes(parents.resolve("desk.db"))).isEqualTo(3);
    }

    @Test
    void what_is_only_called_like_a_database_is_copied_as_it_is() throws IOException {
        Files.writeString(parents.resolve("diary.db"), "Dear diary, ".repeat(100));
        Files.createFile(parents.resolve("empty.sqlite"));
        copy();
        assertThat(copied.resolve("diary.db")).hasContent("Dear diary, ".repeat(100));
        assertThat(copied.resolve("empty.sqlite")).isEmptyFile();
    }

    @Test
    void a_session_without_files_is_forked_without() throws IOException {
        Files.delete(parents);
        var begun = new AtomicBoolean();
        store.withCopiedFiles("s", "t", () -> begun.set(true));
        assertThat(begun).isTrue();
        assertThat(copied).doesNotExist();
    }

    @Test
    void the_copy_is_there_when_the_session_begins_and_gone_if_it_does_not() throws IOException {
        Files.writeString(parents.resolve("plan.md"), "Look around.");
        assertThatIllegalStateException()
                .isThrownBy(() -> store.withCopiedFiles("s", "t", () -> {
                    assertThat(copied.resolve("plan.md")).exists();
                    throw new IllegalStateException("the disk is full");
                }));
        assertThat(names(folder.resolve("files"))).containsExactly("s");
    }

    @Test
    void what_a_fork_left_that_was_killed_while_it_copied_is_replaced() throws IOException {
        Files.writeString(parents.resolve("plan.md"), "Look around.");
        Files.createDirectories(folder.resolve("files/t~/half"));
        Files.createDirectories(copied);
        copy();
        assertThat(names(copied)).containsExactly("plan.md");
        assertThat(names(folder.resolve("files"))).containsExactlyInAnyOrder("s", "t");
    }

    @Test
    void files_that_are_in_the_way_are_left_alone() throws IOException {
        Files.writeString(home.filesOf("t").resolve("whose.txt"), "mine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> copy())
                .withMessageContaining("there are files without a session in " + copied)
                .withMessageContaining("give the new session another id");
        assertThat(copied.resolve("whose.txt")).hasContent("mine");
        assertThat(names(folder.resolve("files"))).containsExactlyInAnyOrder("s", "t");
    }

    @Test
    void files_in_the_place_of_a_fork_whose_parent_has_none_are_refused_and_left_alone() throws IOException {
        Files.delete(parents);
        Files.createDirectories(copied);
        Files.writeString(copied.resolve("mine"), "keep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.withCopiedFiles("s", "t", () -> {
                    throw new IllegalStateException("must not begin");
                }))
                .withMessageContaining("there are files without a session in " + copied);
        assertThat(copied.resolve("mine")).hasContent("keep");
    }

    @Test
    void what_began_to_be_kept_for_a_fork_that_made_no_copy_stays_when_it_fails() throws IOException {
        Files.delete(parents);
        Files.createDirectories(copied);
        assertThatThrownBy(() -> store.withCopiedFiles("s", "t", () -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(copied).isEmptyDirectory();
    }

    @Test
    void a_file_in_the_place_of_a_copy_is_refused_and_left_alone() throws IOException {
        Files.writeString(copied, "keep");
        assertThatIllegalArgumentException().isThrownBy(() -> store.withCopiedFiles("s", "t", () -> {}));
        assertThat(copied).hasContent("keep");
    }
}
