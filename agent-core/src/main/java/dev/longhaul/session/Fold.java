package dev.longhaul.session;

import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.Image;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.TextSize;
import dev.longhaul.tool.ToolResult;
import java.util.Optional;
import java.util.OptionalLong;
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
            case SessionEvent.AttemptFailed failed -> attempted(state, failed);
            case SessionEvent.ModelFailed failed -> {
                var charged = state.with(state.spending().failed(failed.kind(), failed.unknown()));
                yield AskedSummary.isBeside(state, failed)
                        ? charged.with(charged.compacting().settled())
                        : charged;
            }
            case SessionEvent.ModelReplied replied -> settled(state, replied);
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
            case SessionEvent.ModelAsked asked -> asked(state, asked);
            case SessionEvent.CallRefused refused -> AfterRefusal.lead(state, refused);
            case SessionEvent.BudgetChanged changed -> raised(state, changed);
            case SessionEvent.AttemptFailed failed -> attempted(state, failed);
            case SessionEvent.ModelReplied replied -> replied(state, replied);
            case SessionEvent.ModelFailed failed -> failed(state, failed);
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

    private static SessionState attempted(SessionState state, SessionEvent.AttemptFailed failed) {
        var charged = state.spending().failed(failed.kind(), failed.unknown());
        return state.with(failed.another() ? charged : charged.landed());
    }

    /** Who asks by hand asks for another trial, too. */
    private static SessionState requested(SessionState state, SessionEvent.CompactionRequested request) {
        var trial = probing(state);
        return trial.with(trial.compacting().requested(request));
    }

    private static SessionState due(SessionState state, Ending ending) {
        return state.with(new Position.Due(ending));
    }

    /** What was under way is taken up again by whoever goes on. */
    private static SessionState interrupted(SessionState state, Ending ending) {
        return state.with(new Position.Due(ending, state.position()));
    }

    private static SessionState asked(SessionState state, SessionEvent.ModelAsked event) {
        var known = state.with(state.spending().asked(event.reserved()));
        if (event.purpose() == Purpose.PROBE) {
            return Probing.asked(known);
        }
        var pending = event.purpose() == Purpose.COMPACTION ? AskedSummary.asked(known) : known;
        return pending.with(new Position.Asked(event));
    }

    private static SessionState replied(SessionState state, SessionEvent.ModelReplied event) {
        var reply = event.reply();
        if (event.purpose() == Purpose.COMPACTION) {
            return settled(state, event).with(new Position.AtBoundary(event, state.cut()));
        }
        if (event.purpose() == Purpose.PROBE) {
            return Probing.replied(settled(state, event), reply);
        }
        var settled = settled(calibrated(state, reply), event);
        if (event.purpose() == Purpose.WRAP_UP) {
            return AfterWrapUp.replied(settled, reply);
        }
        if (reply.isPause() || reply.compaction().isPresent()) {
            var cut = reply.isPause() ? CompactionDue.byPolicy(settled) : Cut.all(settled.context());
            return settled.with(new Position.AtBoundary(event, cut));
        }
        return AfterReply.join(settled, reply.content(), reply);
    }

    private static SessionState settled(SessionState state, SessionEvent.ModelReplied event) {
        var usage = event.reply().usage();
        var proven = state.with(state.spending().proven(usage).landed());
        if (event.purpose() == Purpose.COMPACTION || event.purpose() == Purpose.PROBE) {
            return proven.with(proven.ledger().settle(event.settlement(), OptionalLong.empty()));
        }
        return noted(
                proven.with(proven.ledger().settle(event.settlement(), usage.contextBehind()))
                        .with(proven.memory().replied(event.reply().message())),
                event.reply());
    }

    /** The provider's count of what was asked is the best ruler for what comes next. */
    private static SessionState calibrated(SessionState state, ModelReply reply) {
        var usage = reply.usage();
        var prompt = usage.context();
        if (prompt.isEmpty() || !(state.position() instanceof Position.Asked asked)) {
            return state;
        }
        if (reply.compaction().isPresent()) {
            // The sampling saw the compacted context, not the one that was measured before sending.
            return state;
        }
        return state.with(state.meter()
                .counted(
                        prompt.getAsLong(),
                        asked.request().promptChars(),
                        usage.contextBehind().orElseThrow() - prompt.getAsLong(),
                        TextSize.of(reply.message())));
    }

    private static SessionState noted(SessionState state, ModelReply reply) {
        if (reply.isPause()) {
            return state;
        }
        var progress = state.progress();
        var said = reply.message().text();
        // What was cut off and what goes on from there are one text.
        var text = progress.cutOff() > 0 && !said.isBlank() ? progress.lastText() + said : said;
        var counted = state.compactions().replied(reply.usage().context().orElse(0), usesProvidersTools(reply));
        var noted = state.with(counted)
                .with(new SessionState.Progress(
                        progress.turns() + 1,
                        text.isBlank() ? progress.lastText() : text,
                        isWhole(reply) ? 0 : progress.cutOff() + 1,
                        progress.overflown() && reply.stopReason() == StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED));
        return counted.isProbeDue() ? probing(noted) : noted;
    }

    /** What they bring comes in blocks that this version does not read. */
    private static boolean usesProvidersTools(ModelReply reply) {
        return reply.message().blocks(Block.Opaque.class).findAny().isPresent();
    }

    private static boolean isWhole(ModelReply reply) {
        return reply.stopReason() != StopReason.MAX_TOKENS && reply.stopReason() != StopReason.PAUSE_TURN;
    }

    private static SessionState failed(SessionState state, SessionEvent.ModelFailed event) {
        var charged = state.with(
                state.spending().failed(event.kind(), event.unknown()).landed());
        if (event.purpose() == Purpose.PROBE) {
            return Probing.failed(charged, event.message());
        }
        if (AskedSummary.isBeside(state, event)) {
            return AskedSummary.failed(charged);
        }
        if (event.kind() == ModelException.Kind.CONTEXT_WINDOW && event.purpose() != Purpose.WRAP_UP) {
            var settled = event.purpose() == Purpose.COMPACTION
                    ? charged.with(charged.compacting().settled())
                    : charged;
            return Overflow.relieve(settled, event.message());
        }
        if (event.purpose() == Purpose.COMPACTION) {
            return AskedSummary.failed(charged).with(new Position.Ready());
        }
        var wrapUp = state.wrapUp();
        if (wrapUp != null && wrapUp.asked()) {
            return due(
                    charged,
                    Ending.stopped(wrapUp.reason(), wrapUp.detail() + "; the wrap-up failed: " + event.message()));
        }
        return due(charged, endingOf(event, state.progress().turns()));
    }

    /** A provider that answered before and does not now is not the session's fault: it stops and can be gone on with. */
    private static Ending endingOf(SessionEvent.ModelFailed event, int turns) {
        boolean mayPass = new ModelException(event.kind(), "").isRetryable()
                || event.kind() == ModelException.Kind.SPENDING_LIMIT;
        return mayPass && turns > 0
                ? Ending.stopped(Ending.PROVIDER_ERROR, event.message())
                : Ending.failed(Ending.PROVIDER_ERROR, event.message());
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
