package dev.longhaul.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journal that lasts as long as its process. For tests, and for sessions that may be lost. */
public final class InMemoryJournal implements SessionJournal, SessionLease {

    private final ConcurrentHashMap<String, Kept> sessions = new ConcurrentHashMap<>();

    /** One session. Guarded by itself. */
    private static final class Kept {
        private final List<JournalEntry> entries = new ArrayList<>();
        private long epoch;
        private @Nullable Lease current;

        synchronized Lease acquire(String sessionId, Holder holder) {
            if (current != null) {
                throw new SessionHeldException(current);
            }
            current = new Lease(sessionId, ++epoch, holder);
            return current;
        }

        synchronized void requireHeld(Lease lease) {
            if (!lease.equals(current)) {
                throw new StaleLeaseException(lease, current);
            }
        }

        synchronized void release(Lease lease) {
            if (lease.equals(current)) {
                current = null;
            }
        }

        synchronized Optional<Lease> current() {
            return Optional.ofNullable(current);
        }

        synchronized void append(Lease lease, List<JournalEntry> more) {
            requireHeld(lease);
            long due = entries.size() + 1L;
            for (var entry : more) {
                if (entry.seq() != due) {
                    throw new JournalConflictException(lease.sessionId(), due, entry.seq());
                }
                due++;
            }
            entries.addAll(more);
        }

        synchronized List<JournalEntry> after(long seq) {
            return List.copyOf(entries.subList((int) Math.min(seq, entries.size()), entries.size()));
        }
    }

    private Kept session(String id) {
        return sessions.computeIfAbsent(id, unknown -> new Kept());
    }

    @Override
    public void append(Lease lease, List<JournalEntry> entries) {
        session(lease.sessionId()).append(lease, entries);
    }

    @Override
    public Stream<JournalEntry> stream(String sessionId, long afterSeq) {
        var known = sessions.get(sessionId);
        return known == null ? Stream.empty() : known.after(afterSeq).stream();
    }

    @Override
    public Lease acquire(String sessionId, Holder holder) {
        return session(sessionId).acquire(sessionId, holder);
    }

    @Override
    public void renew(Lease lease) {
        session(lease.sessionId()).requireHeld(lease);
    }

    @Override
    public void release(Lease lease) {
        session(lease.sessionId()).release(lease);
    }

    @Override
    public Optional<Lease> current(String sessionId) {
        return session(sessionId).current();
    }
}
