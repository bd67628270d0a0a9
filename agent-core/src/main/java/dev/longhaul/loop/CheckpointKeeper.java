package dev.longhaul.loop;

import dev.longhaul.compaction.Ladder;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.Signal;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;

/** Holds the checkpoint at a boundary: validate, inspect, put back, count, break loops, decide. Thread-safe. */
public final class CheckpointKeeper {

    private final Drafts drafts;
    private final LoopBreaker breaker;
    private final Hearing hearing;

    /** Keeps checkpoints at which summaries are taken on trust. */
    public CheckpointKeeper(PinReader pins, LoopBreaker breaker, HookRunner hooks) {
        this(pins, inspection -> Retention.NOTHING, breaker, hooks);
    }

    public CheckpointKeeper(PinReader pins, SummaryInspector inspector, LoopBreaker breaker, HookRunner hooks) {
        this.drafts = new Drafts(new BehindBuilder(pins, inspector));
        this.breaker = breaker;
        this.hearing = new Hearing(hooks, drafts);
    }

    SessionEvent.CheckpointHeld hold(SessionState state, SessionEvent.ModelReplied event) throws InterruptedException {
        var draft = drafts.first(state, event);
        var plan = breaker.judge(state.compactions(), draft.boundary(), draft.overhead(), state.compactionTrigger())
                .map(signal -> remedied(state, draft, signal))
                .orElseGet(() -> Plan.taking(draft));
        return hearing.heard(state, plan).event();
    }

    private Plan remedied(SessionState state, Draft draft, Signal signal) {
        var remedies = new Remedies(drafts, breaker, state, draft, signal);
        return Ladder.climb(state.compactions().strikes(), remedies::at).orElseGet(remedies::meanwhile);
    }
}
