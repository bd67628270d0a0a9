package dev.longhaul.loop;

import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.LoopBreaker.Verdict;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.model.Block;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.budget.Purpose;
import dev.longhaul.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Holds the checkpoint at a boundary: validate, re-inject, count, break loops, decide. Thread-safe. */
public final class CheckpointKeeper {

    /** Times in a row that hooks may send a summary back before it is taken as it is. */
    private static final int MOST_RESUMMARISED = 2;

    private static final String NO_TOOLS =
            "Do not call any tool now. Write, as plain text, a summary of the conversation from which the work can be"
                    + " continued: the task and its rules, what is done, what is left, and every exact name, number, path and"
                    + " message that is still needed.";

    private static final String TIGHTER =
            "Write a short summary of the conversation, at most a tenth of its length, from which the work can be"
                    + " continued: the task and its rules, what is done, what is left, and the exact names, numbers and"
                    + " messages still needed. Quote nothing else. Do not call any tool.";

    private final BehindBuilder builder;
    private final LoopBreaker breaker;
    private final HookRunner hooks;

    /** Keeps checkpoints at which summaries are taken on trust. */
    public CheckpointKeeper(PinReader pins, LoopBreaker breaker, HookRunner hooks) {
        this(pins, inspection -> Retention.NOTHING, breaker, hooks);
    }

    public CheckpointKeeper(PinReader pins, SummaryInspector inspector, LoopBreaker breaker, HookRunner hooks) {
        this.builder = new BehindBuilder(pins, inspector);
        this.breaker = breaker;
        this.hooks = hooks;
    }

    SessionEvent.CheckpointHeld hold(SessionState state, SessionEvent.ModelReplied event) throws InterruptedException {
        var reply = event.reply();
        var purpose = event.purpose();
        var block = ReceivedSummary.of(state, reply, purpose);
        var behind = builder.behind(state, state.cut(), block);
        var boundary = boundary(state, event, block, behind);
        var verdict = breaker.judge(state.compactions(), boundary, state.compactionTrigger());
        var notes = new ArrayList<String>();
        var decision = decide(state, boundary, behind, verdict, reply.stopReason(), notes);
        return new SessionEvent.CheckpointHeld(
                boundary,
                decision,
                !(verdict instanceof Verdict.Healthy),
                behind.keptMessages(),
                behind.pins(),
                behind.inspected(),
                notes);
    }

    private Decision decide(
            SessionState state,
            Boundary boundary,
            Behind behind,
            Verdict verdict,
            StopReason stopped,
            List<String> notes)
            throws InterruptedException {
        return switch (verdict) {
            case Verdict.Loop loop -> {
                notes.add(loop.why());
                yield Decision.stop(Ending.COMPACTION_LOOP);
            }
            case Verdict.Strike strike -> {
                notes.add(strike.why());
                yield switch (strike.signal()) {
                    case NO_SUMMARY -> withoutSummary(state, stopped);
                    case FREED_TOO_LITTLE -> Decision.resummarise(instructions(state, TIGHTER));
                    case NO_REPLY_BETWEEN, THE_ONE_BEFORE_FREED_TOO_LITTLE -> asked(state, boundary, behind, notes);
                };
            }
            case Verdict.Healthy healthy -> asked(state, boundary, behind, notes);
        };
    }

    /** What helps depends on why there is none (wire spec §1.4, §2.3). */
    private static Decision withoutSummary(SessionState state, StopReason stopped) {
        return switch (stopped) {
            case MAX_TOKENS -> Decision.resummarise(instructions(state, TIGHTER));
            case REFUSAL, MODEL_CONTEXT_WINDOW_EXCEEDED -> Decision.keepHistory();
            default -> Decision.resummarise(instructions(state, NO_TOOLS));
        };
    }

    private Decision asked(SessionState state, Boundary boundary, Behind behind, List<String> notes)
            throws InterruptedException {
        var said = hooks.ask(new Checkpoint(
                state.start().sessionId(),
                boundary,
                Objects.requireNonNull(boundary.block().summary()),
                state.context()
                        .messages()
                        .subList(state.cut().from(), state.cut().size()),
                behind.pins(),
                behind.keptMessages(),
                behind.retention(),
                behind.reinjection(),
                state.ledger().closed(boundary.before(), boundary.after()),
                state.budget()));
        notes.addAll(said.notes());
        if (said.decision() instanceof Decision.Resummarise
                && state.compactions().resummarised() >= MOST_RESUMMARISED) {
            notes.add("a hook sent the summary back " + MOST_RESUMMARISED + " times already; it is taken as it is");
            return Decision.accept();
        }
        return said.decision();
    }

    /** The agent's own instructions stay in force behind the ones that mend. */
    private static String instructions(SessionState state, String mending) {
        var own = state.ownInstructions();
        return own == null ? mending : mending + "\n\n" + own;
    }

    private static Boundary boundary(
            SessionState state, SessionEvent.ModelReplied event, Block.Compaction block, Behind behind) {
        var purpose = event.purpose();
        var reply = event.reply();
        long before = state.closingTokens(purpose);
        // Where the model has answered behind the block already, the provider has counted.
        long after = purpose == Purpose.COMPACTION || reply.isPause()
                ? behind.tokens()
                : reply.usage().contextBehind().orElse(behind.tokens());
        return new Boundary(
                state.compactions().count() + 1,
                form(state, purpose),
                block,
                before,
                block.isBoundary() ? after : before,
                purpose == Purpose.COMPACTION
                        ? reply.usage().billed()
                        : reply.usage().compaction(),
                event.took());
    }

    private static CompactionForm form(SessionState state, Purpose purpose) {
        if (purpose != Purpose.COMPACTION) {
            // A block that nobody asked for is the provider's own doing.
            return CompactionForm.THRESHOLD;
        }
        return state.asksInWords() ? CompactionForm.CLIENT : CompactionForm.ON_DEMAND;
    }
}
