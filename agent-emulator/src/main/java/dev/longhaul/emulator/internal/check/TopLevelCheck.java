package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.ApiHeaders;
import java.util.HashSet;
import java.util.Set;

/** The fields of the body itself; those with a life of their own have a check of their own. */
final class TopLevelCheck {

    private static final Set<String> COUNTED = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "thinking",
            "cache_control",
            "output_config",
            "compaction");
    private static final Set<String> SAMPLED =
            Set.of("max_tokens", "metadata", "stop_sequences", "stream", "service_tier", "inference_geo", "container");
    private static final Set<String> FIRST_VERSION_ONLY = Set.of("temperature", "top_k", "top_p");

    private TopLevelCheck() {}

    static void check(JsonNode body, ApiHeaders headers, boolean sampled) {
        if (!body.isObject()) {
            throw ApiException.invalid("The request body is not a JSON object.");
        }
        OnDemandCheck.check(body, headers, sampled);
        Fields.onlyKnown(body, "", known(headers, sampled));
        if (Fields.text(body, "", "model").isBlank()) {
            throw ApiException.invalid("model", "String should have at least 1 character");
        }
        TaskBudgetCheck.check(body, headers);
        if (sampled) {
            Fields.atLeast(Fields.required(body, "", "max_tokens"), "max_tokens", 1);
            Fields.optionalFlag(body, "", "stream");
            stopSequences(body.path("stop_sequences"));
        }
    }

    private static Set<String> known(ApiHeaders headers, boolean sampled) {
        Set<String> known = new HashSet<>(COUNTED);
        if (headers.contextManagement()) {
            known.add("context_management");
        }
        if (sampled) {
            known.addAll(SAMPLED);
            if (!headers.secondVersion()) {
                known.addAll(FIRST_VERSION_ONLY);
            }
        }
        return known;
    }

    private static void stopSequences(JsonNode sequences) {
        if (Fields.absent(sequences)) {
            return;
        }
        if (!sequences.isArray()) {
            throw ApiException.invalid("stop_sequences", "Input should be a valid list");
        }
        for (int i = 0; i < sequences.size(); i++) {
            if (!sequences.path(i).isTextual() || sequences.path(i).asText().isBlank()) {
                throw ApiException.invalid("stop_sequences." + i, "each stop sequence must contain non-whitespace");
            }
        }
    }
}
