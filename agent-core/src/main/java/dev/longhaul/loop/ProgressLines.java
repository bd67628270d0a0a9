package dev.longhaul.loop;

import dev.longhaul.model.TextCut;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Passes on what one call tells of its progress, as far as somebody could read it; the rest is left out. Thread-safe. */
final class ProgressLines implements Consumer<String> {

    static final int A_SECOND = 10;
    static final int CHARS = 500;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Consumer<String> watcher;
    private Instant since = Instant.MIN;
    private int told;

    ProgressLines(InstantSource clock, Consumer<String> watcher) {
        this.clock = clock;
        this.watcher = watcher;
    }

    @Override
    public void accept(String words) {
        if (mayTell(clock.instant())) {
            watcher.accept(TextCut.start(words, CHARS));
        }
    }

    private synchronized boolean mayTell(Instant now) {
        // A clock that was set back must not silence the call.
        if (now.isBefore(since) || !now.isBefore(since.plus(SECOND))) {
            since = now;
            told = 0;
        }
        return ++told <= A_SECOND;
    }
}
