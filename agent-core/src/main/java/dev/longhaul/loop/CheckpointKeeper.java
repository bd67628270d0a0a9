package dev.longhaul.loop;

import dev.longhaul.compaction.Ladder;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.Signal;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;

/** Holds the checkpoint at a boundary: validate, inspect, put back, count, break loops, decide. Thread-safe. */
public final class CheckpointKeeper {

    private final Drafts drafts;
    private final LoopBreaker breaker;
    private final Hearing hearing;

    public CheckpointKeeper(BehindBuilder builder, LoopBreaker breaker, HookRunner hooks) {
        this.drafts = new Drafts(builder);
        this.breaker = breaker;
        this.hearing = new Hearing(hooks, drafts);
    }

    SessionEvent.CheckpointHeld hold(SessionState state, SessionEvent.ModelReplied event) throws InterruptedException {
        try {
            var draft = drafts.first(state, event);
            var plan = breaker.judge(
                            state.compactions(),
                            draft.boundary(),
                            draft.overhead(),
                            state.nextCompaction().trigger())
                    .filter(signal -> !isBeyondEstimates(state, signal))
                    .map(signal -> remedied(state, draft, signal))
                    .orElseGet(() -> Plan.taking(draft));
            return hearing.heard(state, plan).event();
        } catch (DraftingInterrupted e) {
            throw e.interrupt();
        }
    }

    /**
     * A context that the provider found too large has a size of which our estimates know nothing; and who asks for a summary
     * of a small one gets it.
     */
    private static boolean isBeyondEstimates(SessionState state, Signal signal) {
        return signal instanceof Signal.Ineffective
                && (state.progress().overflown() || state.nextCompaction().isAskedByHand());
    }

    private Plan remedied(SessionState state, Draft draft, Signal signal) {
        var remedies = new Remedies(drafts, breaker, state, draft, signal);
        return Ladder.climb(state.compactions().strikes(), remedies::at).orElseGet(remedies::meanwhile);
    }
}
