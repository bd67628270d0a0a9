package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.VisibleMessage;
import dev.longhaul.emulator.VisibleTool;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.stream.Collectors;

/** From the wire to what a {@link dev.longhaul.emulator.Brain} is shown. The request must be sliced already. */
final class Visible {

    private Visible() {}

    static VisibleContext of(MessagesRequest request, boolean toolsAllowed) {
        return new VisibleContext(
                request.system().stream()
                        .map(block -> block.path("text").asText())
                        .collect(Collectors.joining("\n")),
                request.messages().stream().map(Visible::message).toList(),
                request.tools().stream().map(Visible::tool).toList(),
                toolsAllowed && !request.toolsForbidden() && !request.tools().isEmpty(),
                request.maxTokens());
    }

    private static VisibleMessage message(Turn turn) {
        return new VisibleMessage(
                turn.role(), turn.blocks().stream().map(Visible::block).toList());
    }

    private static VisibleTool tool(JsonNode tool) {
        return new VisibleTool(
                tool.path("name").asText(),
                tool.path("description").asText(),
                tool.path("input_schema").deepCopy());
    }

    private static VisibleBlock block(ObjectNode block) {
        return switch (Blocks.type(block)) {
            case "text" -> new VisibleBlock.Text(block.path("text").asText());
            case "tool_use" ->
                new VisibleBlock.ToolUse(
                        block.path("id").asText(),
                        block.path("name").asText(),
                        block.path("input").deepCopy());
            case "tool_result" ->
                new VisibleBlock.ToolResult(
                        block.path("tool_use_id").asText(),
                        Blocks.textOf(block.path("content")),
                        block.path("is_error").asBoolean(false),
                        images(block.path("content")));
            case "compaction" -> new VisibleBlock.Summary(block.path("content").asText());
            default -> new VisibleBlock.Other(Blocks.type(block), block.deepCopy());
        };
    }

    private static int images(JsonNode content) {
        return (int) Blocks.of(content).stream()
                .filter(part -> Blocks.is(part, "image"))
                .count();
    }
}
