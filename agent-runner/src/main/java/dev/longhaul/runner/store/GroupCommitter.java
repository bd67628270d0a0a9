package dev.longhaul.runner.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes with one thread and one connection. What is asked for while a transaction is being made durable goes into the next
 * one together, so that many sessions share the price of a sync; each caller returns when its own work is durable.
 * Thread-safe.
 */
final class GroupCommitter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);

    /** A transaction shared by more would keep the first of them waiting too long. */
    private static final int MOST_TOGETHER = 256;

    private final Database database;
    private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Job<Boolean> last = new Job<>(connection -> true, true);
    private final AtomicLong commits = new AtomicLong();
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    private boolean closed;
    private @Nullable Connection connection;

    GroupCommitter(Database database) {
        this.database = database;
        Thread.ofPlatform().daemon().name("journal-writer").start(this::write);
    }

    /** A work and the caller who waits for it. */
    private static final class Job<T> {
        private final Work<T> work;
        private final boolean alone;
        private final CompletableFuture<T> promise = new CompletableFuture<>();
        private Runnable whenDurable = () -> {};

        Job(Work<T> work, boolean alone) {
            this.work = work;
            this.alone = alone;
        }

        void attempt(Connection connection) throws SQLException, IOException {
            var result = work.in(connection);
            whenDurable = () -> promise.complete(result);
        }

        void fail(Throwable cause) {
            promise.completeExceptionally(cause);
        }

        /** Joining is not cut short by an interrupt. */
        T await() {
            try {
                return promise.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    /** Transactions that became durable so far. */
    long commits() {
        return commits.get();
    }

    /** Works that wait for the next transaction. */
    int waiting() {
        return queue.size();
    }

    /**
     * Does the work and returns when it is durable. An interrupt does not shorten the wait: whether a write is there must be
     * known; it is kept for the caller.
     *
     * @throws StoreException if it could not be done; nothing of it is there
     * @throws IllegalStateException if this is closed
     */
    <T> T run(Work<T> work) {
        return run(new Job<>(work, false));
    }

    /** The same in a transaction of its own: the work sees nothing that might be taken back. */
    <T> T runAlone(Work<T> work) {
        return run(new Job<>(work, true));
    }

    private <T> T run(Job<T> job) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the store is closed: open it again");
            }
            queue.add(job);
        }
        return job.await();
    }

    private void write() {
        var batch = new ArrayList<Job<?>>();
        while (takeInto(batch)) {
            commit(List.copyOf(batch));
            batch.clear();
        }
        disconnect();
        stopped.complete(true);
    }

    /** Waits for work; false when there will be none. */
    private boolean takeInto(List<Job<?>> batch) {
        try {
            var first = queue.take();
            if (first == last) {
                return false;
            }
            batch.add(first);
            while (batch.size() < MOST_TOGETHER && mayShare(first, queue.peek())) {
                batch.add(queue.remove());
            }
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the journal's writer", e);
        }
    }

    private static boolean mayShare(Job<?> first, @Nullable Job<?> next) {
        return next != null && !first.alone && !next.alone;
    }

    private void commit(List<Job<?>> batch) {
        try {
            transaction(batch);
            batch.forEach(job -> job.whenDurable.run());
        } catch (SQLException | IOException | RuntimeException | Error e) {
            undo();
            if (batch.size() > 1) {
                // Whatever is wrong with one of them is no matter of the others.
                batch.forEach(job -> commit(List.of(job)));
            } else {
                batch.getFirst().fail(named(e));
            }
        }
    }

    private Throwable named(Throwable e) {
        return e instanceof Exception cause && !(e instanceof RuntimeException) ? database.failure(cause) : e;
    }

    private void transaction(List<Job<?>> batch) throws SQLException, IOException {
        if (connection == null) {
            connection = database.writer();
        }
        database.begin(connection);
        for (var job : batch) {
            job.attempt(connection);
        }
        database.commit(connection);
        commits.incrementAndGet();
    }

    /** Takes back what was not made durable. A connection that cannot even do that is replaced. */
    private void undo() {
        if (connection != null) {
            try {
                database.rollback(connection);
            } catch (SQLException e) {
                LOG.debug("Rolling back failed; connecting anew", e);
                disconnect();
            }
        }
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
            connection = null;
        }
    }

    /** Takes no more work and returns when all that was asked for is done. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(last);
            }
        }
        stopped.join();
    }
}
