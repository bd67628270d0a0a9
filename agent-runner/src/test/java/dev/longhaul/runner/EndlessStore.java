package dev.longhaul.runner;

import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionEvent;
import java.util.List;

/** A store in which no sub-agent's end can be written: nobody hears what they spent. */
final class EndlessStore extends ForwardingStore {

    EndlessStore(InMemoryJournal durable) {
        super(durable);
    }

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
}
