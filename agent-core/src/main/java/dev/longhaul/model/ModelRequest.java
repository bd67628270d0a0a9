package dev.longhaul.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked. Immutable; lists keep their order.
 *
 * @param system standing instructions; empty for none
 * @param tools what may be called; empty for none
 * @param messages the context
 * @param maxTokens the most output tokens the reply may have
 * @param toolChoice whether tools may be called this time
 * @param compaction how to compact, or null not to
 */
public record ModelRequest(
        String system,
        List<ToolSpec> tools,
        List<Message> messages,
        int maxTokens,
        ToolChoice toolChoice,
        @Nullable CompactionRequest compaction) {

    /** Whether the model may call tools. */
    public enum ToolChoice {
        AUTO,
        /** The tools stay described, so that the cached prefix and earlier calls stay valid, but none may be called. */
        NONE
    }

    public ModelRequest {
        tools = List.copyOf(tools);
        messages = List.copyOf(messages);
    }

    /** The same with a reply of at most so many tokens. */
    public ModelRequest withMaxTokens(int tokens) {
        return new ModelRequest(system, tools, messages, tokens, toolChoice, compaction);
    }

    /** The same asking for compaction otherwise. */
    public ModelRequest compacting(@Nullable CompactionRequest other) {
        return new ModelRequest(system, tools, messages, maxTokens, toolChoice, other);
    }
}
