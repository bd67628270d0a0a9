package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Questions asked of content blocks. */
public final class Blocks {

    private Blocks() {}

    /** A string is one text block. Elements that are no objects are left out: the validator has refused them. */
    public static List<ObjectNode> of(JsonNode content) {
        if (content.isTextual()) {
            return List.of(text(content.asText()));
        }
        List<ObjectNode> blocks = new ArrayList<>();
        for (JsonNode element : content) {
            if (element instanceof ObjectNode block) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    public static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    public static ObjectNode compaction(String summary) {
        return Json.object().put("type", "compaction").put("content", summary);
    }

    public static ObjectNode failedCompaction() {
        return Json.object().put("type", "compaction").putNull("content");
    }

    public static String type(JsonNode block) {
        return block.path("type").asText();
    }

    public static boolean is(JsonNode block, String type) {
        return type(block).equals(type);
    }

    /** True for the compaction block of either outcome. */
    public static boolean isCompaction(JsonNode block) {
        return is(block, "compaction");
    }

    /** True for a compaction block with content: everything before it is ignored (wire spec §1.7). */
    public static boolean isBoundary(JsonNode block) {
        return isCompaction(block) && block.path("content").isTextual();
    }

    /** True for a block of the on-demand form, which carries a signature (wire spec §2.2). */
    public static boolean isSigned(JsonNode block) {
        return isCompaction(block) && block.hasNonNull("signature");
    }

    /** The text of a {@code tool_result}, or of any content in either form. */
    public static String textOf(JsonNode content) {
        return of(content).stream()
                .filter(block -> is(block, "text"))
                .map(block -> block.path("text").asText())
                .collect(Collectors.joining("\n"));
    }

    /** The block without its cache marker, which is no part of what the model sees. */
    public static ObjectNode unmarked(ObjectNode block) {
        if (!block.has("cache_control")) {
            return block;
        }
        ObjectNode copy = block.deepCopy();
        copy.remove("cache_control");
        return copy;
    }
}
