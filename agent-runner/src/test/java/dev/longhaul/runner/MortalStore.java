package dev.longhaul.runner;

import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import java.util.List;

/**
 * What the sessions of one process write to, which dies at one of their appends, whichever session's it is: from then on none
 * of them writes anything; leases are let go of all the same, as at the end of a process. Thread-safe.
 */
public final class MortalStore extends ForwardingStore {

    private int appendsLeft;
    private final boolean lastIsWritten;
    private boolean dead;

    /** @param appends so many are written; at the next one it dies, before or after it is written */
    public MortalStore(InMemoryJournal durable, int appends, boolean lastIsWritten) {
        super(durable);
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
}
