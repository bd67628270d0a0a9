package dev.longhaul.runner;

import dev.longhaul.session.Ending;
import dev.longhaul.session.SessionState;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;

/** What a calling model reads of a sub-agent: its last words, and how it ended if it did not just finish. Pure. */
final class ChildAnswer {

    private ChildAnswer() {}

    static ToolResult of(ToolCall call, Ending ending, SessionState state) {
        var said = state.progress().lastText().strip();
        return switch (ending.kind()) {
            case COMPLETED -> ToolResult.of(call, said.isEmpty() ? "(It finished without a word.)" : said);
            case WRAPPED_UP -> ToolResult.of(call, said + "\n(It had to come to an end early: " + why(ending) + ".)");
            case STOPPED -> error(call, "It was stopped: " + why(ending), said);
            case CANCELLED -> error(call, "It was cancelled: " + why(ending), said);
            case FAILED, SUSPENDED -> error(call, "It failed: " + why(ending), said);
        };
    }

    private static ToolResult error(ToolCall call, String how, String said) {
        return ToolResult.error(
                call, how + ".\n" + (said.isEmpty() ? "It had said nothing." : "What it had said last:\n" + said));
    }

    private static String why(Ending ending) {
        return ending.detail().isEmpty() ? ending.reason() : ending.reason() + ", " + ending.detail();
    }
}
