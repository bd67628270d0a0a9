package dev.longhaul.loop;

import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.Continuation;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.LoopBreaker;
import dev.longhaul.compaction.LoopBreaker.Verdict;
import dev.longhaul.compaction.PinReader;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.Allowance;
import dev.longhaul.compaction.retention.Inspection;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.StandingText;
import dev.longhaul.compaction.retention.SummaryInspector;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.TextSize;
import dev.longhaul.session.Context;
import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionEvent.Purpose;
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

    private final PinReader pins;
    private final SummaryInspector inspector;
    private final LoopBreaker breaker;
    private final HookRunner hooks;

    /** Keeps checkpoints at which summaries are taken on trust. */
    public CheckpointKeeper(PinReader pins, LoopBreaker breaker, HookRunner hooks) {
        this(pins, inspection -> Retention.NOTHING, breaker, hooks);
    }

    public CheckpointKeeper(PinReader pins, SummaryInspector inspector, LoopBreaker breaker, HookRunner hooks) {
        this.pins = pins;
        this.inspector = inspector;
        this.breaker = breaker;
        this.hooks = hooks;
    }

    /** What stands behind the boundary if its summary is accepted. */
    private record Behind(
            int keptMessages, List<PinnedText> pins, Retention retention, Reinjection reinjection, long tokens) {

        SessionEvent.Inspected inspected() {
            return new SessionEvent.Inspected(
                    retention.score(), retention.lostWorthKeeping().size(), reinjection);
        }
    }

    SessionEvent.CheckpointHeld hold(SessionState state, ModelReply reply, Purpose purpose)
            throws InterruptedException {
        var block = ReceivedSummary.of(state, reply, purpose);
        boolean pauses = reply.isPause() || purpose == Purpose.COMPACTION;
        var behind = behind(state, pauses ? state.keptTail() : 0, block);
        var boundary = boundary(state, purpose, reply, block, behind);
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
                state.context().messages(),
                behind.pins(),
                behind.keptMessages(),
                behind.retention(),
                behind.reinjection(),
                state.ledger().closed(boundary.before(), boundary.after()),
                state.start().settings().budget()));
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
        var own = state.start().settings().compaction().instructions();
        return own == null ? mending : mending + "\n\n" + own;
    }

    private Behind behind(SessionState state, int kept, Block.Compaction block) {
        var context = state.context();
        var read = pins.read(state.start().settings().pins(), state.start().task(), unpinned(context, kept));
        var retention = block.isBoundary() ? inspected(state, kept, block, read) : Retention.NOTHING;
        var reinjection = Reinjection.choose(
                retention,
                state.memory().facts(),
                new Allowance(
                        state.start().settings().compaction().reinjectTokens(),
                        state.meter().charsPerToken()));
        long chars = state.fixedChars()
                + TextSize.of(block)
                + context.last(kept).stream().mapToLong(TextSize::of).sum()
                + Continuation.text(read, reinjection.text()).length();
        return new Behind(kept, read, retention, reinjection, state.meter().piece(chars));
    }

    /** What is closed against the very text that will stand for it, but for the facts put back. */
    private Retention inspected(SessionState state, int kept, Block.Compaction block, List<PinnedText> pinned) {
        var context = state.context();
        return inspector.inspect(new Inspection(
                context.first(context.messages().size() - kept).messages(),
                block.summary() + "\n" + Continuation.text(pinned),
                StandingText.of(context.last(kept)),
                state.memory().facts().promoted()));
    }

    /** What recent turns may be taken from: neither the kept tail nor what is pinned anyway, or pins would nest. */
    private static List<Message> unpinned(Context context, int kept) {
        return context.messages().subList(0, context.messages().size() - kept).stream()
                .map(context::withoutStanding)
                .toList();
    }

    private static Boundary boundary(
            SessionState state, Purpose purpose, ModelReply reply, Block.Compaction block, Behind behind) {
        long before = state.closingTokens(purpose);
        // Where the model has answered behind the block already, the provider has counted.
        long after = purpose == Purpose.COMPACTION || reply.isPause()
                ? behind.tokens()
                : reply.usage().contextBehind().orElse(behind.tokens());
        return new Boundary(
                state.compactions().count() + 1,
                block,
                before,
                block.isBoundary() ? after : before,
                purpose == Purpose.COMPACTION
                        ? reply.usage().billed()
                        : reply.usage().compaction());
    }
}
