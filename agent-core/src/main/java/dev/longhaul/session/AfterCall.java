package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.TextSize;
import java.util.OptionalLong;

/** What a call to the model does to the state: that it is made, an attempt that failed, its reply, or that there is none. Pure. */
final class AfterCall {

    private AfterCall() {}

    static SessionState attempted(SessionState state, SessionEvent.AttemptFailed failed) {
        var charged = state.spending().failed(failed.kind(), failed.unknown());
        return state.with(failed.another() ? charged : charged.landed());
    }

    static SessionState asked(SessionState state, SessionEvent.ModelAsked event) {
        var known = state.with(state.spending().asked(event.reserved()));
        if (event.purpose() == Purpose.PROBE) {
            return Probing.asked(known);
        }
        var pending = event.purpose() == Purpose.COMPACTION ? AskedSummary.asked(known) : known;
        return pending.with(new Position.Asked(event));
    }

    static SessionState replied(SessionState state, SessionEvent.ModelReplied event) {
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

    /** It is paid for and counted; where the session stands does not change. */
    static SessionState settled(SessionState state, SessionEvent.ModelReplied event) {
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
                .with(new Progress(
                        progress.turns() + 1,
                        text.isBlank() ? progress.lastText() : text,
                        isWhole(reply) ? 0 : progress.cutOff() + 1,
                        progress.overflown() && reply.stopReason() == StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED));
        return counted.isProbeDue() ? Fold.probing(noted) : noted;
    }

    /** What they bring comes in blocks that this version does not read. */
    private static boolean usesProvidersTools(ModelReply reply) {
        return reply.message().blocks(Block.Opaque.class).findAny().isPresent();
    }

    private static boolean isWhole(ModelReply reply) {
        return reply.stopReason() != StopReason.MAX_TOKENS && reply.stopReason() != StopReason.PAUSE_TURN;
    }

    static SessionState failed(SessionState state, SessionEvent.ModelFailed event) {
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

    private static SessionState due(SessionState state, Ending ending) {
        return state.with(new Position.Due(ending));
    }

    /** A provider that answered before and does not now is not the session's fault: it stops and can be gone on with. */
    private static Ending endingOf(SessionEvent.ModelFailed event, int turns) {
        boolean mayPass = new ModelException(event.kind(), "").isRetryable()
                || event.kind() == ModelException.Kind.SPENDING_LIMIT;
        return mayPass && turns > 0
                ? Ending.stopped(Ending.PROVIDER_ERROR, event.message())
                : Ending.failed(Ending.PROVIDER_ERROR, event.message());
    }
}
