package dev.longhaul.model;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A request to stop, made once by anyone and seen by everyone who holds it. Thread-safe. */
public final class Cancellation {

    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    /** Asks to stop; the first reason given stands. */
    public void request(String why) {
        reason.compareAndSet(null, why);
    }

    public boolean isRequested() {
        return reason.get() != null;
    }

    /** Why, or null while nobody asked. */
    public @Nullable String reason() {
        return reason.get();
    }
}
