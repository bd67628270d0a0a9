package dev.longhaul.session;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.CallBound;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Price;
import dev.longhaul.budget.Pricing;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Reservation;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Finding;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.model.Usage;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        return of(new AgentSettings("scripted", "Work.", List.of(), 1_000, compaction, List.of(), budget));
    }

    /** Of an agent with the tool {@code look}. */
    static Told looking(CallPolicy policy) {
        return looking(policy, Budget.unlimited());
    }

    static Told looking(CallPolicy policy, Budget budget) {
        return of(lookout(policy, budget));
    }

    static AgentSettings lookout(CallPolicy policy, Budget budget) {
        var look = new ToolSpec("look", "Looks.", new Json("{}"));
        return new AgentSettings(
                "scripted",
                "Work.",
                List.of(look),
                1_000,
                Compaction.at(50_000),
                List.of(),
                budget,
                Map.of("look", policy));
    }

    private static Told of(AgentSettings settings) {
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
        return then(new SessionEvent.ModelAsked(Purpose.WORK, 100, promptChars, Reservation.NONE));
    }

    Told replied(ModelReply reply) {
        return asked().then(event(Purpose.WORK, reply));
    }

    /** So many tokens set aside. */
    static Reservation reserving(long tokens) {
        var amounts = new Amounts(0, tokens, Money.ZERO, 1, 0, 0);
        return new Reservation(new CallBound(tokens, 0, 0, CallBound.Summary.NONE), Price.FREE, amounts);
    }

    static Charge charging(long tokens) {
        return new Charge(tokens, Money.ZERO);
    }

    /** A reply of a model without a price. */
    static SessionEvent.ModelReplied event(Purpose purpose, ModelReply reply) {
        var settlement = Pricing.NONE.settle(purpose, "scripted", LocalDate.EPOCH, reply, Reservation.NONE);
        return new SessionEvent.ModelReplied(purpose, reply, Duration.ZERO, settlement);
    }

    Told started(String callId) {
        return then(new SessionEvent.ToolStarted(
                new ToolCall(callId, "look", Json.EMPTY_OBJECT), "s1:" + (journal.size() + 1)));
    }

    Told resumed() {
        return then(new SessionEvent.Resumed("ada", null, List.of()));
    }

    Told answered(String callId, String text) {
        return then(new SessionEvent.ToolFinished(new ToolResult(callId, text, false), Duration.ZERO));
    }

    Told held(Decision decision) {
        return held(decision, Finding.HEALTHY);
    }

    Told held(Decision decision, Finding finding) {
        return held(decision, finding, 0);
    }

    /** The same with so many messages kept. */
    Told held(Decision decision, Finding finding, int kept) {
        var at = (Next.HoldCheckpoint) next();
        var boundary = new Boundary(
                1,
                CompactionForm.THRESHOLD,
                at.reply().reply().compaction().orElseThrow(),
                50_000,
                500,
                Usage.NONE,
                Duration.ZERO);
        return then(new SessionEvent.CheckpointHeld(
                boundary, decision, finding, kept, List.of(), SessionEvent.Inspected.NOTHING, List.of()));
    }

    List<JournalEntry> journal() {
        return List.copyOf(journal);
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
