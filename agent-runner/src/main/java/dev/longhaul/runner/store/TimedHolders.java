package dev.longhaul.runner.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Who has not said for a while that he is alive counts as dead: all that can be known across machines. */
final class TimedHolders implements HolderWatch {

    private final String instance = UUID.randomUUID().toString();
    private final InstantSource clock;
    private final Duration time;

    TimedHolders(InstantSource clock, Duration time) {
        this.clock = clock;
        this.time = time;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public boolean isMine(String name) {
        return name.equals(instance);
    }

    @Override
    public long until() {
        return clock.instant().plus(time).toEpochMilli();
    }

    @Override
    public boolean isAlive(String other, long heldUntil) {
        return clock.millis() < heldUntil;
    }

    @Override
    public void close() {
        // Silence says it.
    }
}
