package dev.longhaul.session;

import dev.longhaul.budget.Crossing;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.PinnedText;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.List;

/** One fact in a session's journal. Immutable data; {@link SessionState} is their fold. */
public sealed interface SessionEvent {

    /** What a model call is for. */
    enum Purpose {
        WORK,
        /** Nothing but a summary, in the forms of compaction that we ask for. */
        COMPACTION,
        WRAP_UP
    }

    /** The session began. {@code pins} stand in the opening message, the task aside. */
    record Started(String sessionId, String task, AgentSettings settings, List<PinnedText> pins)
            implements SessionEvent {}

    /**
     * A request is about to leave.
     *
     * @param promptTokens an estimate of its size
     * @param promptChars its size in characters, by which the next estimate is calibrated
     */
    record ModelAsked(Purpose purpose, long promptTokens, long promptChars) implements SessionEvent {}

    /**
     * An attempt failed and another follows.
     *
     * @param unknownTokens charged at worst case because it may have run; 0 if it cannot have
     */
    record AttemptFailed(int attempt, ModelException.Kind kind, String message, Duration pause, long unknownTokens)
            implements SessionEvent {}

    /**
     * The model answered.
     *
     * @param took from the intent to the whole reply, retries and pauses between them included
     */
    record ModelReplied(Purpose purpose, ModelReply reply, Duration took) implements SessionEvent {}

    /** No reply came, and none will be asked for again. A failed compaction leaves the history as it is. */
    record ModelFailed(Purpose purpose, ModelException.Kind kind, String message, long unknownTokens)
            implements SessionEvent {}

    /** A tool is about to run. */
    record ToolStarted(ToolCall call, String idempotencyKey) implements SessionEvent {}

    /** A tool answered, or was answered for. */
    record ToolFinished(ToolResult result, Duration took) implements SessionEvent {}

    /**
     * A boundary was seen and decided.
     *
     * @param strike whether the loop breaker counts it against the session
     * @param keptMessages how many messages at the end of the history stay behind the summary word for word
     * @param pins what was put back as it is
     * @param inspected what the summary lost, and which of it was put back
     * @param notes what people should know: findings, hooks that failed
     */
    record CheckpointHeld(
            Boundary boundary,
            Decision decision,
            boolean strike,
            int keptMessages,
            List<PinnedText> pins,
            Inspected inspected,
            List<String> notes)
            implements SessionEvent {}

    /**
     * What an inspection found.
     *
     * @param score the share of what was worth keeping that was kept, from 0 to 1
     * @param lost how many facts worth keeping stand nowhere behind the boundary but in {@code reinjected}
     * @param reinjected those put back, with the text they are put back in
     */
    record Inspected(double score, int lost, Reinjection reinjected) {
        public static final Inspected NOTHING = new Inspected(1, 0, Reinjection.NOTHING);
    }

    /** Somebody said something to the model. It joins the context where the user may speak next. */
    record MessageReceived(String text) implements SessionEvent {}

    /** A limit's edge was reached, for the first time. */
    record LimitCrossed(Crossing crossing) implements SessionEvent {}

    /** The agent is asked to bring its work to a good end. */
    record WrapUpAsked(String reason, String message) implements SessionEvent {}

    /** Somebody asked to stop. */
    record CancelRequested(String reason) implements SessionEvent {}

    /** The session ended. */
    record Ended(Ending ending) implements SessionEvent {}
}
