package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk that outlives its process. */
class DeskDatabaseTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("desk.db");
    }

    private DeskDatabase create() {
        return DeskDatabase.create(file, List.of(Tickets.BILLING, Tickets.TECHNICAL), Tickets.knowledge());
    }

    @Test
    void what_was_done_is_there_when_it_is_opened_again() {
        try (var database = create()) {
            var desk = database.desk();
            desk.nextTicket("s:1");
            Tickets.prepare(desk, "T-1");
            desk.complete("T-1", "s:9");
        }
        try (var database = DeskDatabase.open(file)) {
            var desk = database.desk();
            assertThat(desk.processed()).extracting(ProcessedTicket::id).containsExactly("T-1");
            assertThat(desk.tickets()).isEqualTo(2);
            assertThat(desk.nextTicket("s:12")).contains("T-2");
        }
    }

    @Test
    void articles_and_words_are_those_it_began_with() {
        var before = Tickets.desk();
        create().close();
        try (var database = DeskDatabase.open(file)) {
            var desk = database.desk();
            assertThat(desk.search("billing", "charged")).isEqualTo(before.search("billing", "charged"));
            assertThat(desk.search("shipping", "parcel")).isEqualTo(before.search("shipping", "parcel"));
            assertThat(desk.classify("T-1", "gardening", "k")).isEqualTo(before.classify("T-1", "gardening", "k"));
        }
    }

    @Test
    void a_process_that_was_killed_leaves_what_it_acknowledged() throws IOException {
        var copy = folder.resolve("copy.db");
        try (var database = create()) {
            database.desk().nextTicket("s:1");
            // The files as they stand while the process is alive are what a kill leaves.
            for (var suffix : List.of("", "-wal")) {
                Files.copy(Path.of(file + suffix), Path.of(copy + suffix));
            }
        }
        try (var database = DeskDatabase.open(copy)) {
            assertThat(database.desk().nextTicket("s:2")).contains("T-2");
        }
    }

    @Test
    void a_new_desk_takes_no_place_of_one_where_work_was_done() {
        try (var database = create()) {
            database.desk().nextTicket("s:1");
        }
        assertThatExceptionOfType(SampleInputException.class)
                .isThrownBy(this::create)
                .withMessageContaining("there is a desk already")
                .withMessageContaining("another --session id");
    }

    @Test
    void one_that_nobody_worked_at_is_filled_anew() throws IOException {
        Files.writeString(file, "");
        create().close();
        try (var database = DeskDatabase.create(file, List.of(Tickets.TECHNICAL), Tickets.knowledge())) {
            assertThat(database.desk().tickets()).isEqualTo(1);
            assertThat(database.desk().nextTicket("s:1")).contains("T-2");
        }
    }

    @Test
    void a_lost_one_is_said_to_be_gone() {
        assertThatExceptionOfType(SampleInputException.class)
                .isThrownBy(() -> DeskDatabase.open(folder.resolve("none.db")))
                .withMessageContaining("the desk of this session is gone");
    }

    @Test
    void a_file_that_is_no_desk_is_refused_and_left_alone() throws IOException {
        for (var content : List.of("", "not a database at all, however long one looks at it")) {
            Files.writeString(file, content);
            assertThatExceptionOfType(SampleInputException.class)
                    .isThrownBy(() -> DeskDatabase.open(file))
                    .withMessageContaining(file.toString());
            assertThat(file).hasContent(content);
        }
    }

    @Test
    void it_is_untouched_until_a_call_was_answered() {
        try (var database = create()) {
            assertThat(database.isUntouched()).isTrue();
            database.desk().classify("T-9", "billing", "s:1");
            assertThat(database.isUntouched()).isFalse();
        }
    }

    @Test
    void a_desk_whose_session_did_not_begin_leaves_nothing() {
        create().discard();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_deleted_desk_leaves_nothing_and_one_that_is_gone_may_be_deleted() {
        create().close();
        DeskDatabase.delete(file);
        DeskDatabase.delete(file);
        assertThat(folder).isEmptyDirectory();
    }
}
