package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The {@code compact_20260112} edit with its defaults filled in (wire spec §1.1); {@code trigger} in tokens. */
public record CompactEdit(
        int trigger, boolean pause, @Nullable String instructions) {

    public static final String TYPE = "compact_20260112";
    private static final int DEFAULT_TRIGGER = 150_000;

    /** The edit of a body that was found valid, or null where it has none. */
    static @Nullable CompactEdit in(JsonNode body) {
        for (JsonNode edit : body.path("context_management").path("edits")) {
            if (edit.path("type").asText().equals(TYPE)) {
                JsonNode instructions = edit.path("instructions");
                return new CompactEdit(
                        edit.path("trigger").path("value").asInt(DEFAULT_TRIGGER),
                        edit.path("pause_after_compaction").asBoolean(false),
                        instructions.isTextual() ? instructions.asText() : null);
            }
        }
        return null;
    }
}
