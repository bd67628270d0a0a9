package dev.longhaul.loop;

import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionJournal;
import java.util.List;
import java.util.stream.Stream;

/** The journal as a process sees it that dies at one of its appends: from then on it writes nothing. */
final class MortalJournal implements SessionJournal {

    private final SessionJournal durable;
    private int appendsLeft = Integer.MAX_VALUE;
    private boolean lastIsWritten;

    MortalJournal(SessionJournal durable) {
        this.durable = durable;
    }

    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A process that lives for so many appends; whether the one it dies at is still written. */
    synchronized void live(int appends, boolean writesLast) {
        appendsLeft = appends;
        lastIsWritten = writesLast;
    }

    @Override
    public synchronized void append(Lease lease, List<JournalEntry> entries) {
        if (appendsLeft > 0 || (appendsLeft == 0 && lastIsWritten)) {
            durable.append(lease, entries);
        }
        appendsLeft--;
        if (appendsLeft < 0) {
            appendsLeft = -1;
            lastIsWritten = false;
            throw new Died();
        }
    }

    @Override
    public Stream<JournalEntry> stream(String sessionId, long afterSeq) {
        return durable.stream(sessionId, afterSeq);
    }
}
