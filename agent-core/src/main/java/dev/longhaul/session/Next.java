package dev.longhaul.session;

import dev.longhaul.budget.Purpose;
import dev.longhaul.tool.ToolCall;
import java.util.List;

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

    /** Run the calls that have no result yet. */
    record RunTools(List<ToolCall> calls) implements Next {}

    /** Decide on the boundary that {@code reply} brought. */
    record HoldCheckpoint(SessionEvent.ModelReplied reply) implements Next {}

    /** Say how it ended. */
    record Finish(Ending ending) implements Next {}
}
