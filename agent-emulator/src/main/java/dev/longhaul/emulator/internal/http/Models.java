package dev.longhaul.emulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.List;

/** {@code GET /v1/models}: a few names with the fields of wire spec §6.9. Any model may be asked for a message. */
final class Models {

    private static final List<String> IDS = List.of(
            "claude-fable-5-2", "claude-opus-5-5", "claude-sonnet-5-5", "claude-sonnet-4-6", "claude-haiku-5-5");

    private final int contextWindow;

    Models(int contextWindow) {
        this.contextWindow = contextWindow;
    }

    ObjectNode list() {
        ObjectNode list = Json.object();
        IDS.forEach(id -> list.withArray("data").add(model(id)));
        return list.put("first_id", IDS.getFirst())
                .put("last_id", IDS.getLast())
                .put("has_more", false);
    }

    ObjectNode find(String id) {
        if (!IDS.contains(id)) {
            throw ApiException.of(404, "model: " + id);
        }
        return model(id);
    }

    private ObjectNode model(String id) {
        ObjectNode model = Json.object()
                .put("type", "model")
                .put("id", id)
                .put("display_name", id + " (emulated)")
                .put("created_at", "2026-01-01T00:00:00Z")
                .put("max_input_tokens", contextWindow)
                .put("max_tokens", 128_000);
        ObjectNode capabilities = model.putObject("capabilities");
        capabilities.putObject("compaction").put("supported", false);
        ObjectNode editing = capabilities.putObject("context_management");
        editing.putObject("compact_20260112").put("supported", true);
        editing.putObject("clear_tool_uses_20250919").put("supported", false);
        editing.putObject("clear_thinking_20251015").put("supported", false);
        return model;
    }
}
