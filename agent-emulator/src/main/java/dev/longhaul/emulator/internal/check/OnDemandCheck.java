package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import java.util.List;
import java.util.Set;

/** The {@code compaction} parameter and what may not be sent with it (wire spec §2.1). */
final class OnDemandCheck {

    private static final int MOST_CHARACTERS = 16_384;
    private static final List<String> NEVER = List.of("context_management", "stop_sequences", "output_format");

    private OnDemandCheck() {}

    static boolean asked(JsonNode body) {
        return !Fields.absent(body.path("compaction"));
    }

    /** Checks the parameter; {@code count_tokens} ({@code sampled} false) takes it for the header and ignores it. */
    static void check(JsonNode body, ApiHeaders headers, boolean sampled) {
        if (!asked(body)) {
            return;
        }
        if (!headers.onDemand()) {
            throw ApiException.invalid("compaction", "requires `anthropic-beta: " + ApiHeaders.ON_DEMAND + "`");
        }
        if (sampled) {
            parameter(body.path("compaction"));
            conflicts(body);
        }
    }

    private static void parameter(JsonNode compaction) {
        Fields.object(compaction, "compaction");
        Fields.onlyKnown(compaction, "compaction", Set.of("type", "instructions"));
        if (!Fields.text(compaction, "compaction", "type").equals("summarize")) {
            throw ApiException.invalid("compaction.type", "Input should be 'summarize'");
        }
        Fields.optionalText(compaction, "compaction", "instructions");
        String instructions = compaction.path("instructions").asText("");
        if (instructions.codePointCount(0, instructions.length()) > MOST_CHARACTERS) {
            throw ApiException.invalid(
                    "compaction.instructions", "String should have at most " + MOST_CHARACTERS + " characters");
        }
    }

    private static void conflicts(JsonNode body) {
        for (String field : NEVER) {
            refuse(body.path(field), field);
        }
        format(body, "");
        refuse(body.path("output_config").path("task_budget").path("remaining"), "output_config.task_budget.remaining");
        String choice = body.path("tool_choice").path("type").asText();
        if (choice.equals("any") || choice.equals("tool")) {
            throw conflict("tool_choice");
        }
        JsonNode fallbacks = body.path("fallbacks");
        for (int i = 0; i < fallbacks.size(); i++) {
            refuse(fallbacks.path(i).path("output_format"), "fallbacks." + i + ".output_format");
            format(fallbacks.path(i), "fallbacks." + i);
        }
    }

    private static void format(JsonNode owner, String path) {
        refuse(owner.path("output_config").path("format"), Fields.at(path, "output_config.format"));
    }

    private static void refuse(JsonNode value, String path) {
        if (!Fields.absent(value)) {
            throw conflict(path);
        }
    }

    private static ApiException conflict(String path) {
        return ApiException.invalid(path, "may not be used together with `compaction`");
    }
}
