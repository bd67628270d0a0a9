package dev.longhaul.runner;

import dev.longhaul.session.Holder;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that has trouble with what is written, over one that has none. */
abstract class ForwardingStore implements SessionJournal, SessionLease {

    final InMemoryJournal durable;

    ForwardingStore(InMemoryJournal durable) {
        this.durable = durable;
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
