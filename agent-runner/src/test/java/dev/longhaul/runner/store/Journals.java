package dev.longhaul.runner.store;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Costs;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Settlement;
import dev.longhaul.budget.Spent;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.Ending;
import dev.longhaul.session.Holder;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.Parent;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Small sessions for tests of the store. */
final class Journals {

    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    static final Holder ME = new Holder("this-machine", 1, START);

    private Journals() {}

    static Lease take(SessionLease leases, String sessionId) {
        return leases.acquire(sessionId, ME);
    }

    static JournalEntry entry(long seq, SessionEvent event) {
        return new JournalEntry(seq, START.plusSeconds(seq), event);
    }

    static JournalEntry said(long seq, String words) {
        return entry(seq, new SessionEvent.CancelRequested(words));
    }

    static SessionEvent started(String sessionId, String task) {
        var settings =
                new AgentSettings("model-1", "", List.of(), 100, Compaction.off(), List.of(), Budget.unlimited());
        return new SessionEvent.Started(sessionId, task, settings, List.of());
    }

    /** A sub-agent's. */
    static SessionEvent startedBy(String sessionId, String parent) {
        var start = (SessionEvent.Started) started(sessionId, "Help.");
        return new SessionEvent.Started(
                sessionId, start.task(), start.agent(), start.settings(), start.pins(), new Parent(parent, 1));
    }

    static SessionEvent replied(long input, long output) {
        var usage = Usage.of(input, output);
        var reply = new ModelReply("m", "model-1", List.of(), StopReason.END_TURN, "end_turn", ReplyUsage.of(usage));
        var part = new Settlement.Part(Purpose.WORK, "model-1", new Spent(usage, Costs.NONE), false);
        return new SessionEvent.ModelReplied(
                Purpose.WORK, reply, Duration.ZERO, new Settlement(List.of(part), Charge.NONE));
    }

    static SessionEvent ended(Ending.Kind kind, String reason) {
        return new SessionEvent.Ended(new Ending(kind, reason, ""));
    }

    /** Writes a session of so many events and lets it go. */
    static <S extends SessionJournal & SessionLease> void write(S store, String sessionId, int events) {
        write(
                store,
                sessionId,
                LongStream.rangeClosed(1, events)
                        .mapToObj(seq -> said(seq, "event " + seq + " of " + sessionId))
                        .toList());
    }

    static <S extends SessionJournal & SessionLease> void write(S store, String sessionId, List<JournalEntry> entries) {
        var lease = take(store, sessionId);
        store.append(lease, entries);
        store.release(lease);
    }
}
