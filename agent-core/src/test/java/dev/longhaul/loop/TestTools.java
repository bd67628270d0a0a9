package dev.longhaul.loop;

import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tools in a line. */
final class TestTools {

    private TestTools() {}

    @FunctionalInterface
    interface Answer {
        @Nullable
        ToolResult to(ToolCall call, ToolContext context) throws Exception;
    }

    /** A tool that answers with the same words to every call. */
    static Tool saying(String name, String words) {
        return doing(name, (call, context) -> ToolResult.of(call, words));
    }

    /** A tool that answers each call with other words, so that every turn brings something new. */
    static Tool countingUp(String name, String words) {
        var times = new AtomicInteger();
        return doing(name, (call, context) -> ToolResult.of(call, words + " " + times.incrementAndGet()));
    }

    static ToolContext context(String sessionId) {
        return new ToolContext(sessionId, sessionId + ":1", new Cancellation());
    }

    /** The same tool, which may be called in a wrap-up. */
    static Tool inWrapUp(Tool tool) {
        return under(tool.policy().alsoInWrapUp(), tool);
    }

    /** The same tool under another policy. */
    static Tool under(CallPolicy policy, Tool tool) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return tool.spec();
            }

            @Override
            public CallPolicy policy() {
                return policy;
            }

            @Override
            public boolean needsApproval(ToolCall call) {
                return tool.needsApproval(call);
            }

            @Override
            public ToolResult call(ToolCall call, ToolContext context) throws Exception {
                return tool.call(call, context);
            }
        };
    }

    /** The same tool, whose results are shown whole however long. */
    static Tool whole(Tool tool) {
        return under(CallPolicy.DEFAULT.maxResultTokens(1_000_000), tool);
    }

    // A tool may well be written without null checks; some of these are on purpose.
    @SuppressWarnings("NullAway")
    static Tool doing(String name, Answer answer) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec(name, "For tests.", new Json("{\"type\":\"object\"}"));
            }

            @Override
            public ToolResult call(ToolCall call, ToolContext context) throws Exception {
                return answer.to(call, context);
            }
        };
    }
}
