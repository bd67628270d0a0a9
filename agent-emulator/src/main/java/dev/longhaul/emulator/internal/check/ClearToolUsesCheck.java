package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import java.util.Set;

/** The fields of a {@code clear_tool_uses_20250919} edit (wire spec §3). */
final class ClearToolUsesCheck {

    private ClearToolUsesCheck() {}

    static void check(JsonNode edit, String path) {
        Fields.onlyKnown(
                edit, path, Set.of("type", "trigger", "keep", "clear_at_least", "exclude_tools", "clear_tool_inputs"));
        measure(edit, path, "trigger", Set.of("input_tokens", "tool_uses"), 1);
        measure(edit, path, "keep", Set.of("tool_uses"), 0);
        measure(edit, path, "clear_at_least", Set.of("input_tokens"), 0);
        JsonNode excluded = edit.path("exclude_tools");
        if (!Fields.absent(excluded)) {
            names(excluded, path + ".exclude_tools");
        }
        JsonNode inputs = edit.path("clear_tool_inputs");
        if (!Fields.absent(inputs) && !inputs.isBoolean()) {
            names(inputs, path + ".clear_tool_inputs");
        }
    }

    private static void measure(JsonNode edit, String editPath, String field, Set<String> types, int minimum) {
        JsonNode measure = edit.path(field);
        if (Fields.absent(measure)) {
            return;
        }
        String path = editPath + "." + field;
        Fields.object(measure, path);
        Fields.onlyKnown(measure, path, Set.of("type", "value"));
        if (!types.contains(Fields.text(measure, path, "type"))) {
            throw ApiException.invalid(path + ".type", "Input should be one of " + String.join(", ", types));
        }
        Fields.atLeast(Fields.required(measure, path, "value"), path + ".value", minimum);
    }

    private static void names(JsonNode list, String path) {
        if (!list.isArray()) {
            throw ApiException.invalid(path, "Input should be a valid list");
        }
        for (int i = 0; i < list.size(); i++) {
            if (!list.path(i).isTextual()) {
                throw ApiException.invalid(path + "." + i, "Input should be a valid string");
            }
        }
    }
}
