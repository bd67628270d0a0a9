package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import dev.longhaul.emulator.internal.wire.Blocks;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One content block. A block this emulator handed out may come back exactly as it was, whatever it holds; any other
 * must be of a known type with known fields.
 */
final class BlockCheck {

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Set<String> OF_USER = Set.of("image", "document", "search_result", "tool_result");
    private static final Set<String> OF_ASSISTANT =
            Set.of("tool_use", "server_tool_use", "thinking", "redacted_thinking", "compaction");
    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry("text", Set.of("type", "text", "cache_control", "citations")),
            Map.entry("image", Set.of("type", "source", "cache_control")),
            Map.entry("document", Set.of("type", "source", "title", "context", "citations", "cache_control")),
            Map.entry("search_result", Set.of("type", "source", "title", "content", "citations", "cache_control")),
            Map.entry("tool_use", Set.of("type", "id", "name", "input", "cache_control", "caller")),
            Map.entry("server_tool_use", Set.of("type", "id", "name", "input", "cache_control", "caller")),
            Map.entry("tool_result", Set.of("type", "tool_use_id", "content", "is_error", "cache_control")),
            Map.entry("thinking", Set.of("type", "thinking", "signature")),
            Map.entry("redacted_thinking", Set.of("type", "data")),
            Map.entry("compaction", Set.of("type", "content", "encrypted_content", "cache_control")));

    private final IssuedBlocks issued;
    private final boolean strictEcho;

    BlockCheck(IssuedBlocks issued, boolean strictEcho) {
        this.issued = issued;
        this.strictEcho = strictEcho;
    }

    void check(JsonNode value, String path, String role, ApiHeaders headers) {
        if (!(value instanceof ObjectNode block)) {
            throw ApiException.invalid(path, "Input should be a valid dictionary");
        }
        if (Blocks.isSigned(block)) {
            // Has a check of its own, and may stand in messages of either role.
            return;
        }
        String type = Fields.text(block, path, "type");
        role(type, path, role);
        if (type.equals("compaction")) {
            compaction(block, path, headers);
        } else if (!issued.contains(block)) {
            foreign(block, type, path);
        }
    }

    private static void role(String type, String path, String role) {
        if ((OF_USER.contains(type) && !role.equals("user"))
                || (OF_ASSISTANT.contains(type) && !role.equals("assistant"))) {
            throw ApiException.invalid(path, "`" + type + "` blocks are not permitted in `" + role + "` messages");
        }
    }

    private void foreign(ObjectNode block, String type, String path) {
        Set<String> known = FIELDS.get(type);
        if (known == null && type.endsWith("_tool_result")) {
            Fields.text(block, path, "tool_use_id");
            return;
        }
        if (known == null) {
            throw ApiException.invalid(
                    path, "Input tag '" + type + "' found using 'type' does not match any expected tag");
        }
        Fields.onlyKnown(block, path, known);
        switch (type) {
            case "text" -> text(block, path);
            case "image" -> ImageCheck.check(Fields.required(block, path, "source"), path + ".source");
            case "document" -> Fields.object(Fields.required(block, path, "source"), path + ".source");
            case "tool_use", "server_tool_use" -> toolUse(block, path);
            case "tool_result" -> toolResult(block, path);
            case "thinking" -> {
                Fields.text(block, path, "thinking");
                Fields.text(block, path, "signature");
            }
            case "redacted_thinking" -> Fields.text(block, path, "data");
            default -> Fields.required(block, path, "content");
        }
    }

    private static void text(JsonNode block, String path) {
        String text = Fields.text(block, path, "text");
        if (text.isEmpty()) {
            throw ApiException.invalid(path + ".text", "text content blocks must be non-empty");
        }
        if (text.isBlank()) {
            throw ApiException.invalid(path + ".text", "text content blocks must contain non-whitespace text");
        }
    }

    private static void toolUse(JsonNode block, String path) {
        id(block, path, "id");
        Fields.text(block, path, "name");
        Fields.object(Fields.required(block, path, "input"), path + ".input");
    }

    private void toolResult(JsonNode block, String path) {
        id(block, path, "tool_use_id");
        Fields.optionalFlag(block, path, "is_error");
        JsonNode content = block.path("content");
        if (content.isMissingNode() || content.isNull() || content.isTextual()) {
            return;
        }
        if (!content.isArray()) {
            throw ApiException.invalid(path + ".content", "Input should be a valid string or list");
        }
        for (int i = 0; i < content.size(); i++) {
            String inner = path + ".content." + i;
            if (!(content.path(i) instanceof ObjectNode part)
                    || !Set.of("text", "image", "document", "search_result").contains(Blocks.type(part))) {
                throw ApiException.invalid(inner, "Input tag does not match any of the blocks a tool result may hold");
            }
            foreign(part, Blocks.type(part), inner);
        }
    }

    private static void id(JsonNode block, String path, String field) {
        if (!ID.matcher(Fields.text(block, path, field)).matches()) {
            throw ApiException.invalid(path + "." + field, "String should match pattern '^" + ID + "$'");
        }
    }

    /** Header, content and echo rules of wire spec §1.4 and §1.7. */
    private void compaction(ObjectNode block, String path, ApiHeaders headers) {
        if (!headers.compaction() && !headers.onDemand()) {
            throw ApiException.invalid(
                    path, "Input tag 'compaction' found using 'type' does not match any expected tag");
        }
        JsonNode content = Fields.required(block, path, "content");
        if (!content.isNull() && !content.isTextual()) {
            throw ApiException.invalid(path + ".content", "Input should be a valid string");
        }
        if (content.isTextual() && content.asText().isEmpty()) {
            throw ApiException.invalid(path + ".content", "String should have at least 1 character");
        }
        if (issued.contains(block)) {
            return;
        }
        Fields.onlyKnown(block, path, FIELDS.getOrDefault("compaction", Set.of()));
        if (strictEcho) {
            throw ApiException.invalid(
                    path, "this is not a compaction block that was handed out: send it back unchanged");
        }
    }
}
