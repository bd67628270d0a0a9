package dev.longhaul.session;

import dev.longhaul.budget.Carve;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.ChildSpending;
import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Fit;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Raise;
import dev.longhaul.budget.Reservation;
import dev.longhaul.budget.Settlement;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.Finding;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.model.Block;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.tool.ApprovalAnswer;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One fact in a session's journal. Immutable data; {@link SessionState} is their fold. */
public sealed interface SessionEvent {

    /**
     * The session began.
     *
     * @param agent how to build it again
     * @param pins what stands in the opening message, the task aside
     * @param parent whose sub-agent it is; null for nobody's
     */
    record Started(
            String sessionId,
            String task,
            AgentName agent,
            AgentSettings settings,
            List<PinnedText> pins,
            @Nullable Parent parent)
            implements SessionEvent {

        /** Of an agent that nobody named. */
        public Started(String sessionId, String task, AgentSettings settings, List<PinnedText> pins) {
            this(sessionId, task, AgentName.NONE, settings, pins, null);
        }

        /** Nobody's sub-agent. */
        public Started(String sessionId, String task, AgentName agent, AgentSettings settings, List<PinnedText> pins) {
            this(sessionId, task, agent, settings, pins, null);
        }

        /** The same session of an agent that was changed meanwhile. */
        Started with(AgentSettings other) {
            return new Started(sessionId, task, agent, other, pins, parent);
        }

        /** The same beginning of another session, which is nobody's sub-agent. */
        public Started named(String otherId) {
            return new Started(otherId, task, agent, settings, pins, null);
        }
    }

    /**
     * A request is about to leave.
     *
     * @param promptTokens an estimate of its size
     * @param promptChars its size in characters, by which the next estimate is calibrated
     * @param reserved what is set aside for each attempt until it is known what it cost
     */
    record ModelAsked(Purpose purpose, long promptTokens, long promptChars, Reservation reserved)
            implements SessionEvent {}

    /** A call was not made: what is left would not pay for it at its worst. */
    record CallRefused(Purpose purpose, Fit.TooDear why) implements SessionEvent {}

    /**
     * An attempt failed.
     *
     * @param unknown charged at worst because it may have run; nothing if it cannot have
     * @param another whether one more attempt of the same call follows; otherwise nothing is under way any more
     */
    record AttemptFailed(
            int attempt, ModelException.Kind kind, String message, Duration pause, Charge unknown, boolean another)
            implements SessionEvent {}

    /**
     * The model answered.
     *
     * @param took from the intent to the whole reply, retries and pauses between them included
     * @param settlement what it cost
     */
    record ModelReplied(Purpose purpose, ModelReply reply, Duration took, Settlement settlement)
            implements SessionEvent {

        /** Whether a boundary that it brought has nothing said behind it yet. */
        public boolean pauses() {
            return reply.isPause() || purpose == Purpose.COMPACTION;
        }
    }

    /** No reply came, and none will be asked for again. A failed compaction leaves the history as it is. */
    record ModelFailed(Purpose purpose, ModelException.Kind kind, String message, Charge unknown)
            implements SessionEvent {}

    /**
     * A tool is about to run.
     *
     * @param idempotencyKey where the same call was started before, the one it had then
     */
    record ToolStarted(ToolCall call, String idempotencyKey) implements SessionEvent {}

    /**
     * The sub-agent of a call is about to begin, or to go on. Recorded together with the call's {@link ToolStarted}.
     *
     * @param sessionId of the sub-agent
     * @param carve what is set aside for it, what it has spent before included
     */
    record SubAgentStarted(String callId, String sessionId, Carve carve) implements SessionEvent {}

    /**
     * The sub-agent of a call does nothing more for now. If it has answered, its call's {@link ToolFinished} is recorded
     * together with this and closes the account; a call that is closed without this is charged all that was set aside.
     *
     * @param ending how its session ended; null if it did not begin
     * @param spent all it has spent so far
     */
    record SubAgentSettled(
            String callId, String sessionId, @Nullable Ending ending, ChildSpending spent) implements SessionEvent {}

    /**
     * A person is asked whether a call may run, or run again.
     *
     * @param why in words for people
     */
    record ApprovalAsked(ToolCall call, String why) implements SessionEvent {}

    /**
     * Somebody said whether a call may run. It may come after the session has ended; the first answer stands.
     *
     * @param reason for people; the model reads it, too, if the call was denied. Empty for none
     * @param who for people
     */
    record ApprovalGiven(String callId, boolean approved, String reason, String who) implements SessionEvent {

        ApprovalAnswer answer() {
            return new ApprovalAnswer(approved, reason, who);
        }
    }

    /** A call was not run: as many as the budget allows were, the wrap-up does not let it, or a person said no. The model is told so. */
    record ToolRefused(ToolResult result) implements SessionEvent {}

    /** A tool answered, or was answered for. */
    record ToolFinished(ToolResult result, Duration took) implements SessionEvent {}

    /**
     * A boundary was seen and decided.
     *
     * @param finding what the loop breaker found, and what was done about it
     * @param keptMessages how many messages at the end of the history stay behind the summary word for word
     * @param pins what was put back as it is
     * @param inspected what the summary lost, and which of it was put back
     * @param notes what people should know: findings, hooks that failed
     */
    record CheckpointHeld(
            Boundary boundary,
            Decision decision,
            Finding finding,
            int keptMessages,
            List<PinnedText> pins,
            Inspected inspected,
            List<String> notes)
            implements SessionEvent {

        /** Whether the history is closed here. */
        public boolean closes() {
            return finding.standIn() != null || (!boundary.failed() && decision.takesSummary() && !isLastWordInVain());
        }

        /** The block that stands for the history if it is closed. */
        public Block.Compaction block() {
            return Objects.requireNonNullElse(finding.standIn(), boundary.block());
        }

        /** A last word is no better for a summary that frees nothing. */
        private boolean isLastWordInVain() {
            return decision instanceof Decision.WrapUp && boundary.after() >= boundary.before();
        }
    }

    /**
     * What an inspection found.
     *
     * @param score the share of what was worth keeping that was kept, from 0 to 1
     * @param lost how many facts worth keeping the boundary loses, but for {@code reinjected}
     * @param reinjected those put back, with the text they are put back in
     */
    record Inspected(double score, int lost, Reinjection reinjected) {
        public static final Inspected NOTHING = new Inspected(1, 0, Reinjection.NOTHING);
    }

    /** Somebody said something to the model. It joins the context where the user may speak next. */
    record MessageReceived(String text) implements SessionEvent {}

    /**
     * Somebody asked for a compaction by hand. It is begun where the session may be compacted next; who asks last is served.
     *
     * @param instructions null for the agent's own
     */
    record CompactionRequested(
            CompactionRange range, @Nullable String instructions) implements SessionEvent {

        CompactionRequested saying(String otherInstructions) {
            return new CompactionRequested(range, otherInstructions);
        }
    }

    /**
     * A summary of the first {@code messages} messages is asked for, beside the work. What comes of it is a
     * {@link ModelReplied}, {@link ModelFailed} or {@link CompactionDropped}.
     *
     * @param promptTokens an estimate of the request's size
     * @param reserved what it is charged if nobody learns what became of it
     */
    record CompactionBegun(int messages, long promptTokens, Reservation reserved) implements SessionEvent {}

    /**
     * A background summary, or else a request by hand, came to nothing through no fault of the model. The history stays.
     *
     * @param why for people
     * @param reply the summary that came and is not used; it is billed. Null if none came
     * @param unknown charged at worst because the call may have run; nothing if it cannot have, or a reply came
     * @param settlement what the reply that came cost
     */
    record CompactionDropped(String why, @Nullable ModelReply reply, Charge unknown, Settlement settlement)
            implements SessionEvent {}

    /**
     * Somebody asked for compaction to be tried again, or raised a limit: what was put off is put off no longer, and pins that
     * were shed are back. The strikes stand, so that a trial that fails takes the next rung.
     *
     * @param who for people
     */
    record BreakerReset(String who) implements SessionEvent {}

    /** A limit's edge was reached, for the first time. */
    record LimitCrossed(Crossing crossing) implements SessionEvent {}

    /** The agent is asked to bring its work to a good end. */
    record WrapUpAsked(String reason, String message) implements SessionEvent {}

    /** Somebody changed what may be spent; edges of the old limits may be crossed again. */
    record BudgetChanged(Raise raise, String who) implements SessionEvent {}

    /**
     * Somebody took the session up again, after a crash or after its end.
     *
     * @param who for people
     * @param settings the agent's, if they are not those of before
     * @param notes what is different now, and what became of what was under way
     */
    record Resumed(String who, @Nullable AgentSettings settings, List<String> notes) implements SessionEvent {}

    /**
     * The session goes on from where it stood at event {@code to}; what came in between stays in the journal and stays paid
     * for, but is not part of the work any more.
     *
     * @param to the sequence number of the last event that counts
     * @param who for people
     */
    record Rewound(long to, String who) implements SessionEvent {}

    /** The events so far are those of another session, up to its event {@code at}. */
    record Forked(String from, long at, String who) implements SessionEvent {}

    /** What others left for the session while another process ran it was taken out, up to the letter of this number. */
    record LettersTaken(long upTo) implements SessionEvent {}

    /** Somebody asked to stop. */
    record CancelRequested(String reason) implements SessionEvent {}

    /** The session ended. */
    record Ended(Ending ending) implements SessionEvent {}
}
