package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import dev.longhaul.emulator.internal.wire.Ttl;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays out what the model reads: names, texts, inputs and schemas count; ids, cache markers and JSON syntax do not. */
final class Renderer {

    /** What an image counts, about 1,600 tokens, whatever the size of its bytes. */
    private static final int IMAGE_CHARACTERS = 5_600;

    private Renderer() {}

    static Prompt render(MessagesRequest request) {
        List<Segment> segments = new ArrayList<>();
        if (!request.taskBudget().isEmpty()) {
            // Changing it breaks the cache (wire spec §6.7).
            segments.add(new Segment("task_budget" + request.taskBudget(), 0, null));
        }
        request.tools().forEach(tool -> segments.add(segment("tool", tool, toolCharacters(tool))));
        request.system().forEach(block -> segments.add(segment("system", block, characters(block))));
        for (Turn turn : request.messages()) {
            turn.blocks().forEach(block -> segments.add(segment(turn.role(), block, characters(block))));
        }
        return new Prompt(request.model(), withAutomatic(segments, request.automaticCache()));
    }

    /** The top-level {@code cache_control} marks the last piece (wire spec §6.5). */
    private static List<Segment> withAutomatic(List<Segment> segments, @Nullable Ttl automatic) {
        if (automatic != null && !segments.isEmpty() && segments.getLast().breakpoint() == null) {
            Segment last = segments.removeLast();
            segments.add(new Segment(last.identity(), last.characters(), automatic));
        }
        return segments;
    }

    private static Segment segment(String place, ObjectNode block, int characters) {
        return new Segment(place + Blocks.unmarked(block), characters, Ttl.of(block));
    }

    private static int toolCharacters(JsonNode tool) {
        return length(tool, "name") + length(tool, "description") + jsonLength(tool.path("input_schema"));
    }

    /** Characters of a content block, in a prompt as in an answer. */
    static int characters(ObjectNode block) {
        return switch (Blocks.type(block)) {
            case "text" -> length(block, "text");
            case "compaction" -> length(block, "content") + length(block, "encrypted_content");
            case "tool_use", "server_tool_use" -> length(block, "name") + jsonLength(block.path("input"));
            case "tool_result" ->
                Blocks.of(block.path("content")).stream()
                        .mapToInt(Renderer::characters)
                        .sum();
            case "thinking" -> length(block, "thinking");
            case "redacted_thinking" -> length(block, "data");
            case "image" -> IMAGE_CHARACTERS;
            default -> jsonLength(Blocks.unmarked(block));
        };
    }

    private static int length(JsonNode node, String field) {
        return node.path(field).asText().length();
    }

    private static int jsonLength(JsonNode node) {
        return node.isMissingNode() ? 0 : node.toString().length();
    }
}
