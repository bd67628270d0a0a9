package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Rung;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import java.util.List;

/** Where a decided boundary leads. Pure. */
final class AfterBoundary {

    private AfterBoundary() {}

    static SessionState lead(SessionState state, SessionEvent.CheckpointHeld event) {
        if (!(state.position() instanceof Position.AtBoundary at)) {
            return state;
        }
        var counted = decided(state, at, event)
                .with(state.compactions().held(event.boundary(), event.finding(), event.decision(), event.closes()));
        boolean clears = event.finding().rung() == Rung.CLEAR_RESULTS;
        var cleared = clears ? cleared(counted, event) : counted;
        var moved = event.closes() ? accepted(cleared, at, event) : declined(cleared, at);
        return switch (event.decision()) {
            case Decision.Stop stop ->
                // The reply that brought the boundary may have ended the session already.
                moved.isEnding()
                        ? moved
                        : moved.with(new Position.Due(Ending.stopped(stop.reason(), String.join("; ", event.notes()))));
            case Decision.WrapUp wrapUp -> moved.with(new WrapUp(wrapUp.reason(), why(event), false));
            case Decision.Resummarise again -> moved.with(moved.plan().saying(again.instructions()));
            case Decision.KeepHistory keep ->
                moved.with(moved.plan()
                        .roomAbove(
                                clears
                                        ? moved.contextTokens()
                                        : event.boundary().before()));
            case Decision.Accept accept -> moved;
            case Decision.AcceptWith accept -> moved;
        };
    }

    /** A boundary of the provider's own doing leaves what we asked for pending. */
    private static SessionState decided(SessionState state, Position.AtBoundary at, SessionEvent.CheckpointHeld event) {
        return at.purpose() == Purpose.COMPACTION
                ? state.with(state.compacting().decided(event.decision()))
                : state;
    }

    /** A hook that wraps up has said why; the ladder's reason is in its notes. */
    private static String why(SessionEvent.CheckpointHeld event) {
        return event.finding().rung() == Rung.WRAP_UP ? String.join("; ", event.notes()) : "";
    }

    private static SessionState cleared(SessionState state, SessionEvent.CheckpointHeld event) {
        var smaller = state.context().withoutOldResults(event.closes());
        // What is closed is counted as a whole.
        return event.closes() ? state.with(smaller).with(state.meter().uncounted()) : state.cleared(smaller);
    }

    private static SessionState accepted(
            SessionState state, Position.AtBoundary at, SessionEvent.CheckpointHeld event) {
        var context = behind(state.context(), at, event);
        if (event.decision() instanceof Decision.AcceptWith with) {
            for (var message : with.messages()) {
                context = context.withWordsBehind(message);
            }
        }
        var moved = state.with(context)
                .with(state.meter().uncounted())
                .with(state.memory().accepted(event.inspected()))
                // Whoever spoke last stands in the last message, if that stays.
                .with(event.keptMessages() > 0 ? state.inbox() : state.inbox().closed())
                .with(CompactionPlan.of(state.start().settings().compaction()))
                .with(state.ledger()
                        .closed(event.boundary().before(), event.boundary().after()));
        return hasAnswer(at) ? AfterReply.lead(moved, at.reply()) : moved.with(new Position.Ready());
    }

    private static Context behind(Context context, Position.AtBoundary at, SessionEvent.CheckpointHeld event) {
        return hasAnswer(at)
                ? Compacted.answered(context, event.block(), said(at, event), continuation(event))
                : Compacted.paused(
                        context,
                        at.cut().keeping(event.keptMessages()),
                        event.block(),
                        said(at, event),
                        continuation(event));
    }

    /** What of the reply stands behind the block: what came behind it, or, where another stands in for it, all it said. */
    private static List<Block> said(Position.AtBoundary at, SessionEvent.CheckpointHeld event) {
        if (at.purpose() == Purpose.COMPACTION) {
            return List.of();
        }
        return event.finding().standIn() == null ? behindBlock(at.reply()) : withoutBlocks(at.reply());
    }

    private static String continuation(SessionEvent.CheckpointHeld event) {
        return Continuation.text(event.pins(), event.inspected().reinjected().text());
    }

    /** The history stays; what the model already said behind the refused block joins it. */
    private static SessionState declined(SessionState state, Position.AtBoundary at) {
        var moved = state.with(state.ledger().compactedInVain());
        if (!hasAnswer(at)) {
            return moved.with(Position.Ready.again(moved.context()));
        }
        return AfterReply.join(moved, withoutBlocks(at.reply()), at.reply());
    }

    private static List<Block> withoutBlocks(ModelReply reply) {
        return reply.content().stream()
                .filter(block -> !(block instanceof Block.Compaction))
                .toList();
    }

    /** Whether the reply holds more than a boundary. One asked for as a summary never does. */
    private static boolean hasAnswer(Position.AtBoundary at) {
        return at.purpose() != Purpose.COMPACTION && !at.reply().isPause();
    }

    private static List<Block> behindBlock(ModelReply reply) {
        var content = reply.content();
        int last = 0;
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof Block.Compaction block && block.isBoundary()) {
                last = i;
            }
        }
        return content.subList(last + 1, content.size()).stream()
                .filter(block -> !(block instanceof Block.Compaction))
                .toList();
    }
}
