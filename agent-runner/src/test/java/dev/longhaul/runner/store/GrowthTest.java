package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.longhaul.session.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an append, and the first look at a session, cost does not grow with the session. Counted, not timed. */
class GrowthTest {

    private static final int APPENDS = 20;

    @TempDir
    Path folder;

    private AgentHome home() {
        return AgentHome.at(folder);
    }

    private long log() throws IOException {
        return Files.size(folder.resolve("journal.db-wal"));
    }

    private static long changes(SessionStore store) {
        return store.committer().run(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select total_changes()")) {
                return rows.getLong(1);
            }
        });
    }

    private record Cost(long rows, long bytes) {}

    /** Of so many appends behind {@code seq}: rows changed, and bytes written to the log. */
    private Cost cost(SessionStore store, Lease lease, long seq) throws IOException {
        long rows = changes(store);
        long bytes = log();
        for (int i = 1; i <= APPENDS; i++) {
            store.append(lease, List.of(said(seq + i, "x".repeat(400))));
        }
        return new Cost(changes(store) - rows, log() - bytes);
    }

    private static void fill(SessionStore store, Lease lease, long from, long to) {
        store.append(
                lease,
                LongStream.rangeClosed(from, to)
                        .mapToObj(seq -> said(seq, "x".repeat(400)))
                        .toList());
    }

    @Test
    void an_append_to_a_long_session_changes_as_many_rows_and_writes_as_many_bytes_as_to_a_short_one()
            throws Exception {
        try (var store = SessionStore.open(home());
                var reader = keepingTheLog()) {
            var lease = take(store, "s");
            fill(store, lease, 1, 50);
            var early = cost(store, lease, 50);
            fill(store, lease, 51 + APPENDS, 5_000);
            var late = cost(store, lease, 5_000);
            assertThat(late.rows()).isEqualTo(early.rows()).isEqualTo(2L * APPENDS);
            assertThat(late.bytes()).isCloseTo(early.bytes(), withinPercentage(5));
            assertThat(reader.isClosed()).isFalse();
        }
    }

    /** While somebody reads an old state the log is not begun anew, so that all that is written can be counted. */
    private Connection keepingTheLog() throws SQLException {
        var reader = DriverManager.getConnection("jdbc:sqlite:" + home().database());
        reader.setAutoCommit(false);
        try (var statement = reader.createStatement()) {
            assertThat(statement
                            .executeQuery("select count(*) from agent_events")
                            .next())
                    .isTrue();
        }
        return reader;
    }

    @Test
    void reading_the_first_events_of_a_long_session_fetches_one_page() {
        try (var store = SessionStore.open(home())) {
            fill(store, take(store, "s"), 1, 10_000);
        }
        var fetched = new AtomicInteger();
        var events = EventPages.stream(counting(fetched), new EventRows(null), "s", 0);
        assertThat(events.limit(10)).hasSize(10);
        assertThat(fetched).hasValue(1);
        assertThat(EventPages.stream(counting(fetched), new EventRows(null), "s", 0)
                        .count())
                .isEqualTo(10_000);
        // Ten full pages, and the look at whether there is more.
        assertThat(fetched).hasValue(1 + 11);
    }

    @Test
    void a_page_of_large_events_holds_a_megabyte_of_them() {
        try (var store = SessionStore.open(home())) {
            store.append(
                    take(store, "s"),
                    LongStream.rangeClosed(1, 100)
                            .mapToObj(seq -> said(seq, "x".repeat(60_000)))
                            .toList());
        }
        var fetched = new AtomicInteger();
        var events = EventPages.stream(counting(fetched), new EventRows(null), "s", 0);
        assertThat(events.mapToLong(EventRow::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        // Eighteen events to a page, and the look at whether there is more.
        assertThat(fetched).hasValue(6 + 1);
    }

    private Database counting(AtomicInteger fetched) {
        return new SqliteDatabase(home()) {
            @Override
            public Connection reader() throws SQLException {
                fetched.incrementAndGet();
                return super.reader();
            }
        };
    }

    @Test
    void a_list_reads_no_journal() {
        try (var store = SessionStore.open(home())) {
            IntStream.range(0, 20).forEach(i -> Journals.write(store, "s" + i, 3));
            store.committer().run(connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute("drop table agent_events");
                }
            });
            assertThat(store.list()).hasSize(20).allSatisfy(session -> assertThat(session.events())
                    .isEqualTo(3));
        }
    }
}
