package dev.longhaul.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Folds a journal from its first event on. Pure. */
final class Replay {

    private final Iterable<JournalEntry> journal;

    /** @param journal can be gone through more than once */
    Replay(Iterable<JournalEntry> journal) {
        this.journal = journal;
    }

    /** A journal that was never rewound is read once. */
    SessionState state() {
        try {
            return upTo(Set.of());
        } catch (WasRewound e) {
            return upTo(targets());
        }
    }

    private static final class WasRewound extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The places the journal was rewound to. */
    private Set<Long> targets() {
        var targets = new HashSet<Long>();
        for (var entry : journal) {
            if (entry.event() instanceof SessionEvent.Rewound back) {
                targets.add(back.to());
            }
        }
        return targets;
    }

    /** @param targets where the states are kept that are gone back to */
    private SessionState upTo(Set<Long> targets) {
        var entries = journal.iterator();
        if (!entries.hasNext()) {
            throw new IllegalArgumentException("there is no such session: its journal is empty");
        }
        var kept = new HashMap<Long, SessionState>();
        var state = SessionState.begin(entries.next());
        keep(state, targets, kept);
        while (entries.hasNext()) {
            state = next(state, entries.next(), kept);
            keep(state, targets, kept);
        }
        return state;
    }

    private static void keep(SessionState state, Set<Long> targets, Map<Long, SessionState> kept) {
        if (targets.contains(state.seq())) {
            kept.put(state.seq(), state);
        }
    }

    private static SessionState next(SessionState state, JournalEntry entry, Map<Long, SessionState> kept) {
        if (!(entry.event() instanceof SessionEvent.Rewound back)) {
            return state.after(entry);
        }
        var there = kept.get(back.to());
        if (there == null) {
            throw new WasRewound();
        }
        return there.insteadOf(state, entry.seq());
    }
}
