package dev.longhaul.runner;

import dev.longhaul.session.Holder;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the sessions of one process write to, which dies at one of their appends, whichever session's it is: from then on none
 * of them writes anything. Thread-safe.
 */
public final class MortalStore implements SessionJournal, SessionLease {

    private final InMemoryJournal durable;
    private int appendsLeft;
    private final boolean lastIsWritten;
    private boolean dead;

    /** @param appends so many are written; at the next one it dies, before or after it is written */
    public MortalStore(InMemoryJournal durable, int appends, boolean lastIsWritten) {
        this.durable = durable;
        this.appendsLeft = appends;
        this.lastIsWritten = lastIsWritten;
    }

    /** Its process is gone. */
    public static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public synchronized boolean isDead() {
        return dead;
    }

    @Override
    public synchronized void append(Lease lease, List<JournalEntry> entries) {
        if (dead) {
            throw new Died();
        }
        dead = appendsLeft-- == 0;
        if (!dead || lastIsWritten) {
            durable.append(lease, entries);
        }
        if (dead) {
            throw new Died();
        }
    }

    @Override
    public Stream<JournalEntry> stream(String sessionId, long afterSeq) {
        return durable.stream(sessionId, afterSeq);
    }

    @Override
    public Lease acquire(String sessionId, Holder holder) {
        return durable.acquire(sessionId, holder);
    }

    @Override
    public void renew(Lease lease) {
        durable.renew(lease);
    }

    /** The end of a process lets go as well. */
    @Override
    public void release(Lease lease) {
        durable.release(lease);
    }

    @Override
    public Optional<Lease> current(String sessionId) {
        return durable.current(sessionId);
    }
}
