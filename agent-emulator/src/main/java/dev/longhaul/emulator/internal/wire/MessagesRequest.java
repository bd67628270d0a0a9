package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A valid request, read.
 *
 * @param automaticCache the lifetime of a top-level {@code cache_control}, or null without one
 * @param compactEdit null where no compaction at a threshold was asked for
 * @param onDemand null where no compaction on demand was asked for
 * @param taskBudget what the model is told it may use, as it was sent; empty for nothing
 * @param clearing null where old tool results are to stay
 */
public record MessagesRequest(
        String model,
        int maxTokens,
        boolean stream,
        List<ObjectNode> system,
        List<ObjectNode> tools,
        boolean toolsForbidden,
        List<Turn> messages,
        @Nullable Ttl automaticCache,
        @Nullable CompactEdit compactEdit,
        @Nullable OnDemand onDemand,
        @Nullable ClearToolUses clearing,
        String taskBudget,
        ReplyForm replyForm) {

    public MessagesRequest {
        system = List.copyOf(system);
        tools = List.copyOf(tools);
        messages = List.copyOf(messages);
    }

    /** Of a body that was found valid. */
    public static MessagesRequest of(JsonNode body, ApiHeaders headers) {
        return new MessagesRequest(
                body.path("model").asText(),
                body.path("max_tokens").asInt(),
                body.path("stream").asBoolean(false),
                Blocks.of(body.path("system")),
                Blocks.of(body.path("tools")),
                body.path("tool_choice").path("type").asText().equals("none"),
                Json.elements(body.path("messages")).stream().map(Turn::of).toList(),
                Ttl.of(body),
                CompactEdit.in(body),
                OnDemand.in(body, headers),
                ClearToolUses.in(body),
                taskBudget(body.path("output_config").path("task_budget")),
                ReplyForm.of(body, headers));
    }

    /** The same request over other messages. */
    public MessagesRequest with(List<Turn> other) {
        return new MessagesRequest(
                model,
                maxTokens,
                stream,
                system,
                tools,
                toolsForbidden,
                other,
                automaticCache,
                compactEdit,
                onDemand,
                clearing,
                taskBudget,
                replyForm);
    }

    private static String taskBudget(JsonNode budget) {
        return budget.isObject() ? budget.toString() : "";
    }
}
