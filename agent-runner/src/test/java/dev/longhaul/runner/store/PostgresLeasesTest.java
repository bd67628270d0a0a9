package dev.longhaul.runner.store;

import static dev.longhaul.runner.store.Journals.said;
import static dev.longhaul.runner.store.Journals.take;
import static dev.longhaul.runner.store.Journals.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.longhaul.session.Holder;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.session.StaleLeaseException;
import dev.longhaul.testing.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Across machines only silence tells that a process is dead; whoever was silent for too long finds that he cannot write. */
class PostgresLeasesTest {

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Holder OTHER = new Holder("other-machine", 2, Journals.START);

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final SettableClock clock = new SettableClock(Journals.START);
    private final Opened stores = new Opened();
    private DataSource source;
    private SessionStore here;
    private SessionStore there;

    @BeforeEach
    void open() {
        source = SERVER.emptySchema();
        here = opened(clock, TIME);
        there = opened(clock, TIME);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private SessionStore opened(InstantSource time, Duration lease) {
        return stores.keep(SessionStore.postgres(source, Redactor.none(), time, lease));
    }

    @Test
    void a_holder_that_was_silent_for_less_than_the_time_keeps_its_session() {
        take(here, "s");
        clock.advance(TIME.minusMillis(1));
        assertThatExceptionOfType(SessionHeldException.class)
                .isThrownBy(() -> there.acquire("s", OTHER))
                .withMessageContaining("process 1 on this-machine");
    }

    @Test
    void a_holder_that_was_silent_for_longer_loses_it_and_cannot_write_any_more() {
        var zombie = take(here, "s");
        here.append(zombie, List.of(said(1, "first")));
        clock.advance(TIME);
        assertThat(there.current("s")).isEmpty();
        var lease = there.acquire("s", OTHER);
        there.append(lease, List.of(said(2, "second")));
        assertThatExceptionOfType(StaleLeaseException.class)
                .isThrownBy(() -> here.append(zombie, List.of(said(3, "third"))))
                .withMessageContaining("process 2 on other-machine");
        assertThatExceptionOfType(StaleLeaseException.class).isThrownBy(() -> here.renew(zombie));
        assertThat(here.read("s")).containsExactly(said(1, "first"), said(2, "second"));
    }

    @Test
    void a_holder_that_was_silent_but_lost_nothing_goes_on() {
        var lease = take(here, "s");
        clock.advance(TIME.multipliedBy(2));
        here.append(lease, List.of(said(1, "still here")));
        here.renew(lease);
        assertThat(there.current("s")).contains(lease);
    }

    @Test
    void a_sign_of_life_extends_a_lease_by_its_whole_time() {
        var lease = take(here, "s");
        clock.advance(TIME.minusMillis(1));
        here.renew(lease);
        clock.advance(TIME.minusMillis(1));
        assertThatExceptionOfType(SessionHeldException.class).isThrownBy(() -> there.acquire("s", OTHER));
        clock.advance(Duration.ofMillis(1));
        there.acquire("s", OTHER);
    }

    @Test
    void an_open_store_gives_signs_of_life_by_itself() throws Exception {
        var beating = opened(InstantSource.system(), Duration.ofMillis(300));
        take(beating, "s");
        long before = heldUntil();
        await().until(() -> heldUntil() > before + 300);
    }

    @Test
    void after_closing_it_gives_none() {
        take(here, "s");
        here.close();
        assertThat(there.current("s")).isEmpty();
        there.acquire("s", OTHER);
    }

    private long heldUntil() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select held_until from agent_sessions where id = 's'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void when_the_server_cuts_a_connection_the_append_fails_or_is_done_and_the_next_one_works() throws Exception {
        var lease = take(here, "s");
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname ="
                            + " current_database()");
        }
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> here.append(lease, List.of(said(1, "lost"))))
                .withMessageContaining("PostgreSQL");
        assertThat(here.read("s")).isEmpty();
        here.append(lease, List.of(said(1, "found")));
        assertThat(here.read("s")).containsExactly(said(1, "found"));
    }

    /** Only a zombie's batch and a holder's can lock the same rows; the server ends that, and each work is done by itself. */
    @Test
    void batches_that_lock_the_same_rows_in_opposite_orders_both_get_done() throws Exception {
        write(here, "a", 1);
        write(here, "b", 1);
        var bothHaveOne = new CyclicBarrier(2);
        try (var threads = Executors.newCachedThreadPool()) {
            var done = new ArrayList<Future<?>>();
            done.addAll(batch(threads, here, bothHaveOne, "a", "b"));
            done.addAll(batch(threads, there, bothHaveOne, "b", "a"));
            for (var one : done) {
                one.get();
            }
        }
    }

    private static List<Future<?>> batch(
            ExecutorService threads, SessionStore store, CyclicBarrier bothHaveOne, String first, String second)
            throws InterruptedException {
        var committer = store.committer();
        var busy = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var works = new ArrayList<Future<?>>();
        works.add(threads.submit(() -> committer.runAlone(connection -> {
            busy.countDown();
            return awaited(enough);
        })));
        busy.await();
        works.add(threads.submit(() -> committer.run(locking(first, bothHaveOne))));
        await().until(() -> committer.waiting() == 1);
        works.add(threads.submit(() -> committer.run(locking(second, new CyclicBarrier(1)))));
        await().until(() -> committer.waiting() == 2);
        enough.countDown();
        return works;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Locks a row, and the first time waits there until the other has locked its own. */
    private static Work<Boolean> locking(String id, CyclicBarrier bothHaveOne) {
        var first = new AtomicBoolean(true);
        return connection -> {
            new SessionRows(Dialect.POSTGRESQL).lock(connection, id);
            try {
                return first.getAndSet(false) && bothHaveOne.await() >= 0;
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
