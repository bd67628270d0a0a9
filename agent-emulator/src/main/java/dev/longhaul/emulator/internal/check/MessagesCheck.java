package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import java.util.Set;

/** Roles and contents of {@code system} and {@code messages}, one by one. */
final class MessagesCheck {

    private final BlockCheck blocks;

    MessagesCheck(BlockCheck blocks) {
        this.blocks = blocks;
    }

    void check(JsonNode body, ApiHeaders headers) {
        system(body.path("system"), headers);
        JsonNode messages = Fields.required(body, "", "messages");
        if (!messages.isArray()) {
            throw ApiException.invalid("messages", "Input should be a valid list");
        }
        if (messages.isEmpty()) {
            throw ApiException.invalid("messages", "at least one message is required");
        }
        for (int i = 0; i < messages.size(); i++) {
            message(messages.path(i), "messages." + i, headers);
        }
    }

    private void message(JsonNode message, String path, ApiHeaders headers) {
        Fields.object(message, path);
        Fields.onlyKnown(message, path, Set.of("role", "content"));
        String role = Fields.text(message, path, "role");
        if (!role.equals("user") && !role.equals("assistant") && !(role.equals("system") && headers.secondVersion())) {
            throw ApiException.invalid(path + ".role", "Input should be 'user' or 'assistant'");
        }
        JsonNode content = Fields.required(message, path, "content");
        if (!content.isTextual() && !content.isArray()) {
            throw ApiException.invalid(path + ".content", "Input should be a valid string or list");
        }
        if (content.isArray() ? content.isEmpty() : content.asText().isEmpty()) {
            throw ApiException.invalid(path + ".content", "all messages must have non-empty content");
        }
        content(content, path + ".content", role, headers);
    }

    private void system(JsonNode system, ApiHeaders headers) {
        if (Fields.absent(system)) {
            return;
        }
        if (!system.isTextual() && !system.isArray()) {
            throw ApiException.invalid("system", "Input should be a valid string or list");
        }
        if (system.isArray()) {
            content(system, "system", "system", headers);
        }
    }

    private void content(JsonNode content, String path, String role, ApiHeaders headers) {
        if (content.isTextual() && content.asText().isBlank()) {
            throw ApiException.invalid(path, "text content blocks must contain non-whitespace text");
        }
        for (int i = 0; i < content.size(); i++) {
            String inner = path + "." + i;
            if (role.equals("system") && !content.path(i).path("type").asText().equals("text")) {
                throw ApiException.invalid(inner, "only text blocks are permitted here");
            }
            blocks.check(content.path(i), inner, role, headers);
        }
    }
}
