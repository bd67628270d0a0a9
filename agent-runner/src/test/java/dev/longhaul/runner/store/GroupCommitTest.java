package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.longhaul.session.JournalConflictException;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions share transactions, and so syncs; none pays for what is wrong with another. Counted, not timed. */
@Timeout(120)
class GroupCommitTest {

    private static final int SESSIONS = 16;

    @TempDir
    Path folder;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private SessionStore store;

    @BeforeEach
    void open() {
        store = SessionStore.open(AgentHome.at(folder));
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        store.close();
    }

    private List<Lease> leases() {
        return IntStream.range(0, SESSIONS).mapToObj(i -> take(store, "s" + i)).toList();
    }

    private Future<?> appending(Lease lease, JournalEntry entry) {
        return callers.submit(() -> store.append(lease, List.of(entry)));
    }

    /** Keeps the writer busy, as a slow disk does, until so many wait for it. */
    private void whileTheWriterIsBusy(int waiting, Runnable asking) throws Exception {
        var busy = new CountDownLatch(1);
        var enough = new CompletableFuture<Boolean>();
        var slow = callers.submit(() -> store.committer().runAlone(connection -> {
            busy.countDown();
            return enough.join();
        }));
        busy.await();
        asking.run();
        await().until(() -> store.committer().waiting() == waiting);
        enough.complete(true);
        slow.get();
    }

    private int pragma(String name) {
        return store.committer().run(connection -> {
            try (var statement = connection.createStatement();
                    var value = statement.executeQuery("pragma " + name)) {
                return value.getInt(1);
            }
        });
    }

    @Test
    void what_sessions_write_while_one_transaction_is_made_durable_is_one_more() throws Exception {
        var leases = leases();
        long before = store.commits();
        var appends = new ArrayList<Future<?>>();
        whileTheWriterIsBusy(SESSIONS, () -> leases.forEach(lease -> appends.add(appending(lease, said(1, "hello")))));
        for (var append : appends) {
            append.get();
        }
        // The slow one, and one for all sixteen.
        assertThat(store.commits() - before).isEqualTo(2);
        assertThat(store.list()).hasSize(SESSIONS);
    }

    @Test
    void sixteen_sessions_at_work_take_fewer_transactions_than_appends() throws Exception {
        var leases = leases();
        long before = store.commits();
        var sessions = new ArrayList<Future<?>>();
        for (var lease : leases) {
            sessions.add(callers.submit(() -> {
                for (int seq = 1; seq <= 25; seq++) {
                    store.append(lease, List.of(said(seq, "event " + seq)));
                }
            }));
        }
        for (var session : sessions) {
            session.get();
        }
        assertThat(store.commits() - before).isLessThan(SESSIONS * 25 / 2);
        assertThat(store.list())
                .allSatisfy(session -> assertThat(session.events()).isEqualTo(25));
    }

    @Test
    void one_session_alone_pays_one_transaction_for_an_append_however_many_its_events() {
        var lease = take(store, "s");
        long before = store.commits();
        store.append(lease, List.of(said(1, "a"), said(2, "b"), said(3, "c")));
        store.append(lease, List.of(said(4, "d")));
        assertThat(store.commits() - before).isEqualTo(2);
    }

    @Test
    void a_work_that_must_see_nothing_unsettled_gets_a_transaction_of_its_own() throws Exception {
        var leases = leases();
        long before = store.commits();
        var works = new ArrayList<Future<?>>();
        whileTheWriterIsBusy(5, () -> {
            works.add(appending(leases.get(0), said(1, "a")));
            works.add(appending(leases.get(1), said(1, "b")));
            await().until(() -> store.committer().waiting() == 2);
            works.add(callers.submit(() -> store.committer().runAlone(connection -> true)));
            await().until(() -> store.committer().waiting() == 3);
            works.add(appending(leases.get(2), said(1, "c")));
            works.add(appending(leases.get(3), said(1, "d")));
        });
        for (var work : works) {
            work.get();
        }
        // The slow one, two together, one alone, two together.
        assertThat(store.commits() - before).isEqualTo(4);
    }

    @Test
    void a_commit_is_on_the_disk_when_it_returns() {
        int full = 2;
        assertThat(pragma("synchronous")).isEqualTo(full);
        assertThat(pragma("fullfsync")).isEqualTo(1);
    }

    @Test
    void between_transactions_the_writer_keeps_no_lock() throws SQLException {
        take(store, "s");
        try (var other = SessionStore.open(AgentHome.at(folder))) {
            Journals.write(other, "t", 1);
            assertThat(store.read("t")).hasSize(1);
        }
    }

    @Test
    void one_that_is_refused_disturbs_none_of_the_others() throws Exception {
        var leases = leases();
        var appends = new ArrayList<Future<?>>();
        whileTheWriterIsBusy(SESSIONS + 1, () -> {
            leases.forEach(lease -> appends.add(appending(lease, said(1, "hello"))));
            appends.add(appending(leases.getFirst(), said(7, "out of place")));
        });
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> appends.removeLast().get())
                .withCauseInstanceOf(JournalConflictException.class);
        for (var append : appends) {
            append.get();
        }
        assertThat(store.list()).hasSize(SESSIONS);
    }

    @Test
    void one_that_fails_halfway_leaves_nothing_and_disturbs_none_of_the_others() throws Exception {
        var lease = take(store, "s");
        var works = new ArrayList<Future<?>>();
        whileTheWriterIsBusy(2, () -> {
            works.add(appending(lease, said(1, "hello")));
            works.add(callers.submit(() -> store.committer().run(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.executeUpdate("delete from agent_sessions");
                }
                throw new SQLException("the disk is on fire");
            })));
        });
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> works.removeLast().get())
                .withCauseInstanceOf(StoreException.class)
                .withMessageContaining("on fire");
        works.getFirst().get();
        assertThat(store.read("s")).hasSize(1);
    }

    @Test
    void an_interrupted_caller_still_learns_that_its_append_is_durable() throws Exception {
        var lease = take(store, "s");
        var interrupted = callers.submit(() -> {
            Thread.currentThread().interrupt();
            store.append(lease, List.of(said(1, "x".repeat(100_000))));
            return Thread.interrupted();
        });
        assertThat(interrupted.get()).isTrue();
        assertThat(store.read("s")).hasSize(1);
    }

    @Test
    void closing_waits_for_what_was_asked_before() throws Exception {
        var lease = take(store, "s");
        var append = new CompletableFuture<Future<?>>();
        whileTheWriterIsBusy(2, () -> {
            append.complete(appending(lease, said(1, "last words")));
            await().until(() -> store.committer().waiting() == 1);
            callers.execute(store::close);
        });
        append.join().get();
        store.close();
        try (var again = SessionStore.open(AgentHome.at(folder))) {
            assertThat(again.read("s")).containsExactly(said(1, "last words"));
        }
    }
}
