package dev.longhaul.session;

import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Limit;
import dev.longhaul.model.Image;
import dev.longhaul.tool.ToolResult;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What each event does to the state. Pure: the same journal leads to the same state, on any machine. */
final class Fold {

    private Fold() {}

    static SessionState apply(SessionState state, JournalEntry entry) {
        var folded = entry.event() instanceof SessionEvent.ToolFinished finished
                ? finished(state, finished, entry.seq())
                : state.isEnding() ? whileEnding(state, entry.event()) : whileRunning(state, entry.event());
        return Delivery.deliver(
                entry.event() instanceof SessionEvent.CheckpointHeld held
                        ? folded.with(folded.compacting().booked(CompactionRecord.of(held, entry.at())))
                                .with(folded.memory()
                                        .read(folded.start().settings().pins(), held.pins()))
                        : folded);
    }

    /** What comes in late is paid for and counted, but changes the end no more. */
    private static SessionState whileEnding(SessionState state, SessionEvent event) {
        return switch (event) {
            case SessionEvent.Ended ended -> ended(state, ended);
            case SessionEvent.Resumed resumed -> Resuming.resumed(state, resumed);
            case SessionEvent.BudgetChanged changed -> raised(state, changed);
            case SessionEvent.AttemptFailed failed -> AfterCall.attempted(state, failed);
            case SessionEvent.ModelFailed failed -> {
                var charged = state.with(state.spending().failed(failed.kind(), failed.unknown()));
                yield AskedSummary.isBeside(state, failed)
                        ? charged.with(charged.compacting().settled())
                        : charged;
            }
            case SessionEvent.ModelReplied replied -> AfterCall.settled(state, replied);
            case SessionEvent.ApprovalGiven given -> behind(state, before -> given(before, given));
            case SessionEvent.SubAgentSettled settled -> behind(state, before -> settled(before, settled));
            case SessionEvent.Forked forked ->
                Children.left(state).with(state.inbox().ofAFork());
            case SessionEvent.MessageReceived received ->
                state.with(state.inbox().received(received.text()));
            case SessionEvent.CompactionRequested request -> requested(state, request);
            case SessionEvent.CompactionDropped dropped -> AskedSummary.dropped(state, dropped);
            case SessionEvent.BreakerReset reset -> probing(state);
            case SessionEvent.LettersTaken taken -> state.with(state.inbox().taken(taken.upTo()));
            default -> state;
        };
    }

    private static SessionState whileRunning(SessionState state, SessionEvent event) {
        return switch (event) {
            case SessionEvent.Started started -> throw new IllegalArgumentException("a session starts once");
            case SessionEvent.ModelAsked asked -> AfterCall.asked(state, asked);
            case SessionEvent.CallRefused refused -> AfterRefusal.lead(state, refused);
            case SessionEvent.BudgetChanged changed -> raised(state, changed);
            case SessionEvent.AttemptFailed failed -> AfterCall.attempted(state, failed);
            case SessionEvent.ModelReplied replied -> AfterCall.replied(state, replied);
            case SessionEvent.ModelFailed failed -> AfterCall.failed(state, failed);
            case SessionEvent.ToolStarted started ->
                learning(state, started.call().id(), call -> call.started(started.idempotencyKey()));
            case SessionEvent.SubAgentStarted started ->
                learning(state, started.callId(), call -> call.with(OpenChild.begun(call.child(), started)));
            case SessionEvent.SubAgentSettled settled -> settled(state, settled);
            case SessionEvent.ToolRefused refused ->
                state.position() instanceof Position.Calling calling
                        ? AfterReply.answered(
                                Children.closed(state, refused.result().callId()), calling.with(refused.result()))
                        : state;
            case SessionEvent.ToolFinished finished -> throw new IllegalArgumentException("folded with its place");
            case SessionEvent.ApprovalAsked asked ->
                learning(state, asked.call().id(), call -> call.asking(asked.why()));
            case SessionEvent.ApprovalGiven given -> given(state, given);
            case SessionEvent.CheckpointHeld held -> AfterBoundary.lead(state, held);
            case SessionEvent.MessageReceived received ->
                state.with(state.inbox().received(received.text()));
            case SessionEvent.CompactionRequested request -> requested(state, request);
            case SessionEvent.CompactionBegun begun -> AskedSummary.begun(state, begun);
            case SessionEvent.CompactionDropped dropped -> AskedSummary.dropped(state, dropped);
            case SessionEvent.BreakerReset reset -> probing(state);
            case SessionEvent.LimitCrossed crossed -> crossed(state, crossed.crossing());
            case SessionEvent.WrapUpAsked asked -> wrapUpAsked(state, asked);
            case SessionEvent.CancelRequested cancel ->
                interrupted(state, new Ending(Ending.Kind.CANCELLED, "cancelled", cancel.reason()));
            case SessionEvent.Resumed resumed -> Resuming.resumed(state, resumed);
            case SessionEvent.Forked forked ->
                Children.left(state).with(state.inbox().ofAFork());
            case SessionEvent.LettersTaken taken -> state.with(state.inbox().taken(taken.upTo()));
            case SessionEvent.Rewound rewound -> throw new IllegalArgumentException("only a replay goes back");
            case SessionEvent.Ended ended -> ended(state, ended);
        };
    }

    private static SessionState ended(SessionState state, SessionEvent.Ended event) {
        return state.with(state.spending().landed()).with(Position.Ended.after(state.position(), event.ending()));
    }

    /** A wrap-up that nobody was told of is due again only if the new limits say so. */
    private static SessionState raised(SessionState state, SessionEvent.BudgetChanged event) {
        var changed = state.with(state.spending().under(event.raise().applyTo(state.budget())));
        var wrapUp = state.wrapUp();
        return wrapUp != null && !wrapUp.asked() && wrapUp.isOfTheBudget()
                ? changed.with(changed.spending().reopened(changed.spending().inFlight()))
                        .withoutWrapUp()
                : changed;
    }

    /** A result that comes in after the end was decided is there for whoever goes on. */
    private static SessionState finished(SessionState state, SessionEvent.ToolFinished event, long place) {
        return state.isEnding()
                ? behind(state, before -> answered(before, event, place))
                : answered(state, event, place);
    }

    /** Something happens to what whoever goes on with an ended session begins with. */
    static SessionState behind(SessionState state, UnaryOperator<SessionState> change) {
        var place = state.position();
        var changed = change.apply(state.with(Resuming.before(place)));
        return changed.with(
                place instanceof Position.Due due
                        ? new Position.Due(due.ending(), changed.position())
                        : ((Position.Ended) place).at(changed.position()));
    }

    private static SessionState settled(SessionState state, SessionEvent.SubAgentSettled event) {
        return learning(
                state,
                event.callId(),
                call -> call.child() == null ? call : call.with(call.child().settled(event)));
    }

    private static SessionState given(SessionState state, SessionEvent.ApprovalGiven event) {
        return learning(state, event.callId(), call -> call.answered(event.answer()));
    }

    private static SessionState learning(SessionState state, String callId, UnaryOperator<OpenCall> change) {
        return state.position() instanceof Position.Calling calling
                ? state.with(calling.learning(callId, change))
                : state;
    }

    /** Compaction is tried again at the agent's own trigger. */
    static SessionState probing(SessionState state) {
        return state.with(state.compactions().probing())
                .with(CompactionPlan.of(state.start().settings().compaction()));
    }

    /** Who asks by hand asks for another trial, too. */
    private static SessionState requested(SessionState state, SessionEvent.CompactionRequested request) {
        var trial = probing(state);
        return trial.with(trial.compacting().requested(request));
    }

    /** What was under way is taken up again by whoever goes on. */
    private static SessionState interrupted(SessionState state, Ending ending) {
        return state.with(new Position.Due(ending, state.position()));
    }

    private static SessionState answered(SessionState state, SessionEvent.ToolFinished event, long place) {
        var paid = Children.closed(state, event.result().callId());
        var booked = paid.with(paid.ledger().toolAnswered());
        if (!(booked.position() instanceof Position.Calling calling)) {
            return booked;
        }
        var result = event.result();
        return calling.unanswered()
                .filter(call -> call.id().equals(result.callId()))
                .findFirst()
                .map(call -> AfterReply.answered(
                        booked.with(booked.compactions()
                                .found(call.name(), call.input().text(), whole(result))),
                        calling.with(ShownResult.of(booked, call.name(), result, place))))
                .orElse(booked);
    }

    /** Two screens may come with the same words. */
    private static String whole(ToolResult result) {
        return result.images().isEmpty()
                ? result.text()
                : result.text() + result.images().stream().map(Image::base64).collect(Collectors.joining());
    }

    private static SessionState crossed(SessionState state, Crossing crossing) {
        var known = state.with(state.spending().fired(crossing));
        if (crossing.edge() == Edge.WARN) {
            return known;
        }
        boolean outOfTime = crossing.limit() == Limit.WALL_CLOCK;
        if (outOfTime && crossing.edge() == Edge.HARD) {
            return interrupted(known, Ending.stopped(Ending.DEADLINE, crossing.words() + " are spent"));
        }
        return state.wrapUp() == null
                ? known.with(new WrapUp(
                        outOfTime ? Ending.DEADLINE : Ending.BUDGET_EXHAUSTED, crossing.words() + " are spent", false))
                : known;
    }

    private static SessionState wrapUpAsked(SessionState state, SessionEvent.WrapUpAsked event) {
        var wrapUp = Optional.ofNullable(state.wrapUp()).orElseGet(() -> new WrapUp(event.reason(), "", false));
        var heard = Delivery.said(state);
        return heard.with(wrapUp.told()).with(heard.context().withUserText(event.message()));
    }
}
