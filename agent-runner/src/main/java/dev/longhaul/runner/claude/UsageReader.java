package dev.longhaul.runner.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads usage (wire spec §1.5). Missing and null counts are zero: documented samples leave them out (§2.2). Cache counts that
 * an entry leaves out are taken from the top level where that tells them, and are said to be missing where it does not.
 */
final class UsageReader {

    private UsageReader() {}

    static ReplyUsage read(JsonNode usage) {
        var iterations = new ArrayList<Iteration>();
        var bare = new ArrayList<Integer>();
        for (var entry : usage.path("iterations")) {
            if (!tellsCache(entry)) {
                bare.add(iterations.size());
            }
            iterations.add(new Iteration(
                    kind(entry.path("type").asText("")), entry.path("model").asText(""), counts(entry)));
        }
        var reported = counts(usage);
        boolean filled = bare.size() == 1 && fill(iterations, bare.getFirst(), reported);
        return new ReplyUsage(reported, iterations, !bare.isEmpty() && !filled);
    }

    private static boolean tellsCache(JsonNode entry) {
        return entry.path("cache_creation_input_tokens").isNumber()
                && entry.path("cache_read_input_tokens").isNumber();
    }

    /** The top level is the sum over all entries but those of compactions (wire spec §1.5). */
    private static boolean fill(List<Iteration> iterations, int bare, Usage reported) {
        var entry = iterations.get(bare);
        if (entry.kind() != Kind.MESSAGE) {
            return false;
        }
        var told = IntStream.range(0, iterations.size())
                .filter(i -> i != bare)
                .mapToObj(iterations::get)
                .filter(other -> other.kind() == Kind.MESSAGE)
                .map(Iteration::usage)
                .reduce(Usage.NONE, Usage::plus);
        iterations.set(
                bare,
                new Iteration(
                        entry.kind(),
                        entry.model(),
                        new Usage(
                                entry.usage().input(),
                                entry.usage().output(),
                                Math.max(0, reported.cacheWrite5m() - told.cacheWrite5m()),
                                Math.max(0, reported.cacheWrite1h() - told.cacheWrite1h()),
                                Math.max(0, reported.cacheRead() - told.cacheRead()))));
        return true;
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
