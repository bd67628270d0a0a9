package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@code clear_tool_uses_20250919} edit with its defaults filled in (wire spec §3).
 *
 * @param byUses whether {@code trigger} counts tool uses; else tokens
 * @param keep how many of the newest tool uses stay
 * @param atLeast tokens to be freed, or the edit is skipped
 * @param excluded tools whose results stay
 * @param allInputs whether the inputs of cleared calls go too, of every tool
 * @param inputsOf the tools whose inputs go where not all do
 */
public record ClearToolUses(
        boolean byUses,
        int trigger,
        int keep,
        int atLeast,
        Set<String> excluded,
        boolean allInputs,
        Set<String> inputsOf) {

    public static final String TYPE = "clear_tool_uses_20250919";
    private static final int DEFAULT_TRIGGER = 100_000;
    private static final int DEFAULT_KEEP = 3;

    public ClearToolUses {
        excluded = Set.copyOf(excluded);
        inputsOf = Set.copyOf(inputsOf);
    }

    /** The edit of a body that was found valid, or null where it has none. */
    static @Nullable ClearToolUses in(JsonNode body) {
        for (JsonNode edit : body.path("context_management").path("edits")) {
            if (edit.path("type").asText().equals(TYPE)) {
                return of(edit);
            }
        }
        return null;
    }

    private static ClearToolUses of(JsonNode edit) {
        JsonNode inputs = edit.path("clear_tool_inputs");
        return new ClearToolUses(
                edit.path("trigger").path("type").asText().equals("tool_uses"),
                edit.path("trigger").path("value").asInt(DEFAULT_TRIGGER),
                edit.path("keep").path("value").asInt(DEFAULT_KEEP),
                edit.path("clear_at_least").path("value").asInt(0),
                names(edit.path("exclude_tools")),
                inputs.asBoolean(false),
                names(inputs));
    }

    private static Set<String> names(JsonNode list) {
        return Json.elements(list).stream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    public boolean clearsInputOf(String tool) {
        return allInputs || inputsOf.contains(tool);
    }
}
