package dev.longhaul.runner.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.Usage;
import java.util.ArrayList;

/** Reads usage (wire spec §1.5). Missing and null counts are zero: documented samples leave them out. */
final class UsageReader {

    private UsageReader() {}

    static ReplyUsage read(JsonNode usage) {
        var iterations = new ArrayList<Iteration>();
        for (var entry : usage.path("iterations")) {
            iterations.add(new Iteration(
                    kind(entry.path("type").asText("")), entry.path("model").asText(""), counts(entry)));
        }
        return new ReplyUsage(counts(usage), iterations);
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "message" -> Kind.MESSAGE;
            case "compaction" -> Kind.COMPACTION;
            case "advisor_message" -> Kind.ADVISOR;
            case "fallback_message" -> Kind.FALLBACK;
            default -> Kind.UNKNOWN;
        };
    }

    /** Cache writes come as a sum and, beside it, by lifetime; what the lifetimes do not explain is the short one. */
    private static Usage counts(JsonNode node) {
        long written = node.path("cache_creation_input_tokens").asLong(0);
        long hour =
                node.path("cache_creation").path("ephemeral_1h_input_tokens").asLong(0);
        long minutes =
                node.path("cache_creation").path("ephemeral_5m_input_tokens").asLong(0);
        return new Usage(
                node.path("input_tokens").asLong(0),
                node.path("output_tokens").asLong(0),
                Math.max(minutes, written - hour),
                hour,
                node.path("cache_read_input_tokens").asLong(0));
    }
}
