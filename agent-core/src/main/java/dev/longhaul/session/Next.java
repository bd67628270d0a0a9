package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.tool.ToolCall;
import java.util.List;
import java.util.Set;

/** What a session has to do next; a pure function of its state. */
public sealed interface Next {

    /** Ask the model: to go on, for a summary, or for its last word. */
    record AskModel(Purpose purpose) implements Next {}

    /** Ask for a summary of the first {@code messages} messages and go on meanwhile. */
    record BeginCompaction(int messages) implements Next {}

    /** Wait for the summary that is being written: the context has no room left. */
    record AwaitCompaction() implements Next {}

    /** Give up a compaction that was asked for by hand. */
    record DropRequest(String why) implements Next {}

    /** Tell the model, once, to bring its work to a good end. */
    record TellToWrapUp(String reason) implements Next {}

    /** Answer for these calls, which are not run; {@code why} is for the model. */
    record RefuseTools(List<ToolCall> calls, String why) implements Next {}

    /** Answer for calls that are not to run, each with the event that does. */
    record AnswerCalls(List<SessionEvent> answers) implements Next {}

    /**
     * Run these calls.
     *
     * @param unsure the ids of those whose tool has to be asked first whether a person must agree
     */
    record RunTools(List<ToolCall> calls, Set<String> unsure) implements Next {

        /** Calls that need nobody. */
        public RunTools(List<ToolCall> calls) {
            this(calls, Set.of());
        }
    }

    /** Ask a person about these calls. */
    record AskApproval(List<AwaitedCall> calls) implements Next {}

    /**
     * Nothing is left to do until a person says something to these calls, at least to one.
     *
     * @param children sub-agents that wait for somebody beside them
     */
    record AwaitApproval(List<AwaitedCall> calls, List<OpenChild> children) implements Next {

        /** Where no sub-agent waits. */
        public AwaitApproval(List<AwaitedCall> calls) {
            this(calls, List.of());
        }

        /** How the session ends if nobody does. */
        public Ending ending() {
            return Ending.awaiting(calls, children);
        }
    }

    /** Decide on the boundary that {@code reply} brought. */
    record HoldCheckpoint(SessionEvent.ModelReplied reply) implements Next {}

    /** Say how it ended. */
    record Finish(Ending ending) implements Next {}
}
