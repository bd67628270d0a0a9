package dev.longhaul.runner.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says again and again that this process is alive. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lease-heartbeat").factory());
    private final ScheduledFuture<?> beats;

    /** @param every a part of the lease's time, so that one that comes late does no harm */
    Heartbeat(JdbcLeases leases, Duration every) {
        beats = timer.scheduleWithFixedDelay(
                () -> beat(leases), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A beat that fails must not be the last. */
    private static void beat(JdbcLeases leases) {
        try {
            leases.renewAll();
        } catch (RuntimeException e) {
            LOG.warn("Leases could not be renewed", e);
        }
    }

    @Override
    public void close() {
        beats.cancel(false);
        timer.shutdown();
    }
}
