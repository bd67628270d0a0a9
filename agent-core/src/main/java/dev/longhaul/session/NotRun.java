package dev.longhaul.session;

import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.util.Objects;

/** What the model is told of calls that are not run, or not run again. Pure. */
final class NotRun {

    private NotRun() {}

    /** A call that must not run twice. */
    static SessionEvent again(ToolCall call) {
        return unknown(call, "It was not run again. Find out what it did before you repeat it.");
    }

    /** A call of a tool that the agent does not have any more. */
    static SessionEvent gone(ToolCall call) {
        return unknown(call, "There is no tool " + call.name() + " any more, so it was not run again.");
    }

    /** A call that a lowered budget does not allow once more. */
    static SessionEvent tooMany(ToolCall call) {
        return unknown(call, "It was not run again: as many tools as the budget allows were called.");
    }

    /** A call that a person said no to. */
    static SessionEvent denied(ToolCall call, OpenCall open) {
        var reason = Objects.requireNonNull(open.answer()).reason().strip();
        var said = reason.isEmpty() ? "." : ", and why: " + reason;
        if (open.lost()) {
            return unknown(call, "It was not run again: a person was asked and said no" + said);
        }
        var text = "Not run: a person was asked and said no" + said + "\nDo not repeat the call as it is.";
        return new SessionEvent.ToolRefused(ToolResult.error(call, text));
    }

    private static SessionEvent unknown(ToolCall call, String what) {
        var text = "The outcome of " + call.name() + " is unknown: it was started, and interrupted before it answered. "
                + what;
        return new SessionEvent.ToolFinished(ToolResult.error(call, text), Duration.ZERO);
    }
}
