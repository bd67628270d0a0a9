package dev.longhaul.runner.budget;

import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionJournal;
import java.util.List;

/** A journal whose process dies at one of its writes, right before or right after it. */
final class CrashingJournal implements SessionJournal {

    /** The end of a process: nobody catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final InMemoryJournal durable = new InMemoryJournal();
    private final boolean before;
    private int writesLeft;

    /** @param writes dies at this one, from 1 */
    CrashingJournal(int writes, boolean before) {
        this.writesLeft = writes;
        this.before = before;
    }

    /** What survived. */
    InMemoryJournal durable() {
        return durable;
    }

    @Override
    public void append(String sessionId, List<JournalEntry> entries) {
        boolean last = --writesLeft == 0;
        if (last && before) {
            throw new Crash();
        }
        durable.append(sessionId, entries);
        if (last) {
            throw new Crash();
        }
    }

    @Override
    public List<JournalEntry> read(String sessionId) {
        return durable.read(sessionId);
    }
}
