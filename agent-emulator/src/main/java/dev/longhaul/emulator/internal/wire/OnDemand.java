package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The top-level {@code compaction} parameter: a summary now, and nothing after it (wire spec §2.1).
 *
 * @param instructions what replaces the default prompt, or null; blank is the same as absent
 * @param toolChanges whether the block says what became of the tools, which takes a header of its own (§2.2)
 */
public record OnDemand(@Nullable String instructions, boolean toolChanges) {

    /** The parameter of a body that was found valid, or null where it has none. */
    static @Nullable OnDemand in(JsonNode body, ApiHeaders headers) {
        JsonNode compaction = body.path("compaction");
        if (!compaction.isObject()) {
            return null;
        }
        String instructions = compaction.path("instructions").asText("");
        boolean given = compaction.path("instructions").isTextual() && !instructions.isBlank();
        return new OnDemand(given ? instructions : null, headers.inlineTools());
    }
}
