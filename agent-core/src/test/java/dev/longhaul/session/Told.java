package dev.longhaul.session;

import dev.longhaul.budget.Budget;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.Usage;
import dev.longhaul.session.SessionEvent.Purpose;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A session told event by event, without anything that runs it. */
final class Told {

    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final List<JournalEntry> journal = new ArrayList<>();

    private Told() {}

    static Told session() {
        return session(Budget.unlimited());
    }

    static Told session(Budget budget) {
        return session(Compaction.at(50_000), budget);
    }

    static Told session(Compaction compaction) {
        return session(compaction, Budget.unlimited());
    }

    private static Told session(Compaction compaction, Budget budget) {
        var settings = new AgentSettings("scripted", "Work.", List.of(), 1_000, compaction, List.of(), budget);
        return new Told().then(new SessionEvent.Started("s1", "Do the work.", settings, List.of()));
    }

    Told then(SessionEvent event) {
        journal.add(new JournalEntry(journal.size() + 1L, START, event));
        return this;
    }

    Told asked() {
        return asked(1_000);
    }

    Told asked(long promptChars) {
        return then(new SessionEvent.ModelAsked(Purpose.WORK, 100, promptChars));
    }

    Told replied(ModelReply reply) {
        return asked().then(new SessionEvent.ModelReplied(Purpose.WORK, reply, Duration.ZERO));
    }

    Told answered(String callId, String text) {
        return then(new SessionEvent.ToolFinished(new ToolResult(callId, text, false), Duration.ZERO));
    }

    Told held(Decision decision) {
        return held(decision, 500, 0);
    }

    Told held(Decision decision, long tokensBehind, int kept) {
        var at = (Next.HoldCheckpoint) next();
        var boundary = new Boundary(
                1,
                CompactionForm.THRESHOLD,
                at.reply().reply().compaction().orElseThrow(),
                50_000,
                tokensBehind,
                Usage.NONE,
                Duration.ZERO);
        return then(new SessionEvent.CheckpointHeld(
                boundary, decision, false, kept, List.of(), SessionEvent.Inspected.NOTHING, List.of()));
    }

    SessionState state() {
        return SessionState.of(journal);
    }

    Next next() {
        return state().next();
    }

    Message lastMessage() {
        return state().context().messages().getLast();
    }

    /** Everything the model was shown or said, in order. */
    List<Block> blocks() {
        return state().context().messages().stream()
                .flatMap(message -> message.content().stream())
                .toList();
    }
}
