package dev.longhaul.runner;

import dev.longhaul.session.Holder;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A store in which no sub-agent's end can be written: nobody hears what they spent. */
record EndlessStore(InMemoryJournal durable) implements SessionJournal, SessionLease {

    @Override
    public void append(Lease lease, List<JournalEntry> entries) {
        if (isSubAgent(lease.sessionId()) && entries.stream().anyMatch(EndlessStore::isEnd)) {
            throw new IllegalStateException("the disk is full");
        }
        durable.append(lease, entries);
    }

    private boolean isSubAgent(String session) {
        return durable.read(session).stream()
                .anyMatch(entry -> entry.event() instanceof SessionEvent.Started start && start.parent() != null);
    }

    private static boolean isEnd(JournalEntry entry) {
        return entry.event() instanceof SessionEvent.Ended;
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

    @Override
    public void release(Lease lease) {
        durable.release(lease);
    }

    @Override
    public Optional<Lease> current(String sessionId) {
        return durable.current(sessionId);
    }
}
