package dev.longhaul.runner;

import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;

/**
 * An agent that another agent may call as a tool. Each call is a session of its own: with its own context, of which only the
 * last words come back; its own journal, in the store of its caller; and a part of its caller's budget. Immutable.
 *
 * <pre>{@code
 * var reader = SubAgent.tool("reader", "Reads one report and says what is in it",
 *         AgentRunner.builder().system("You read reports.").tools(new Reports()).budget(Budget.billedTokens(200_000)));
 * AgentRunner.builder().model(model).tools(reader).budget(Budget.billedTokens(1_000_000)).build();
 * }</pre>
 *
 * <p>{@code docs/tools.md} says what is promised.
 */
public final class SubAgent implements Tool {

    /** The last words of a sub-agent are cut behind so many estimated tokens unless told otherwise; the rest can be read. */
    public static final int DEFAULT_MAX_RESULT_TOKENS = 4_000;

    /** A session has its own limits. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(366);

    private static final Json INPUT = new Json("""
            {"type":"object","properties":{"task":{"type":"string","description":"What to do, with all that has to be known \
            for it: nothing of this conversation is seen."}},"required":["task"],"additionalProperties":false}""");

    private final ToolSpec spec;
    private final AgentRunnerBuilder child;
    private final int maxResultTokens;

    private SubAgent(ToolSpec spec, AgentRunnerBuilder child, int maxResultTokens) {
        this.spec = spec;
        this.child = child;
        this.maxResultTokens = maxResultTokens;
    }

    /**
     * An agent as a tool with one argument, {@code task}.
     *
     * @param name letters, digits, _ and -
     * @param description when to call it, for the calling model
     * @param child the agent. Its budget is the most that one call may spend. Where its sessions live, what time it is, and who
     *     hears of its events are its caller's; so are model, prices, approver and progress listener where it has none of its
     *     own. It is built together with its caller
     * @throws IllegalArgumentException if the name cannot be used
     */
    public static SubAgent tool(String name, String description, AgentRunnerBuilder child) {
        return new SubAgent(new ToolSpec(name, description, INPUT), child, DEFAULT_MAX_RESULT_TOKENS);
    }

    /** The same with another limit for what the caller's model is shown of an answer, in estimated tokens. */
    public SubAgent maxResultTokens(int tokens) {
        return new SubAgent(
                spec, child, CallPolicy.DEFAULT.maxResultTokens(tokens).maxResultTokens());
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    /** Runs beside others, and again after a crash: its session goes on where it was. */
    @Override
    public CallPolicy policy() {
        return CallPolicy.DEFAULT.timeout(NO_TIMEOUT).rerun(Rerun.RERUN).maxResultTokens(maxResultTokens);
    }

    /** Only a runner can call it. */
    @Override
    public ToolResult call(ToolCall call, ToolContext context) {
        return ToolResult.error(call, spec.name() + " is a sub-agent, and only an AgentRunner can run it.");
    }

    /** Its sessions under those of a caller. */
    ChildSessions under(AgentConfig caller) {
        return new ChildSessions(this, child.buildUnder(caller), caller.clock());
    }
}
