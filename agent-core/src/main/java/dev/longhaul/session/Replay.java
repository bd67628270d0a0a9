package dev.longhaul.session;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Folds a journal from its first event on. Pure. */
final class Replay {

    private final Iterable<JournalEntry> journal;

    /** @param journal can be gone through more than once */
    Replay(Iterable<JournalEntry> journal) {
        this.journal = journal;
    }

    SessionState state() {
        return upTo(Long.MAX_VALUE);
    }

    /** Where the journal was rewound, it is read again up to there; that is rare. */
    private SessionState upTo(long last) {
        var entries = journal.iterator();
        if (!entries.hasNext()) {
            throw new IllegalArgumentException("there is no such session: its journal is empty");
        }
        var state = SessionState.begin(entries.next());
        for (var entry = next(entries, last); entry != null; entry = next(entries, last)) {
            state = entry.event() instanceof SessionEvent.Rewound back
                    ? upTo(back.to()).insteadOf(state, entry.seq())
                    : state.after(entry);
        }
        return state;
    }

    private static @Nullable JournalEntry next(Iterator<JournalEntry> entries, long last) {
        var entry = entries.hasNext() ? entries.next() : null;
        return entry == null || entry.seq() > last ? null : entry;
    }
}
