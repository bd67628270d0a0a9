package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.internal.wire.Json;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import java.util.List;

/** The reply's JSON, its fields in the order the service sends them (wire spec §1.2, §1.5). */
public final class ReplyWriter {

    private final Ids ids;

    public ReplyWriter(Ids ids) {
        this.ids = ids;
    }

    public ObjectNode write(MessagesRequest request, Sampled sampled) {
        ObjectNode reply = Json.object()
                .put("model", request.model())
                .put("id", ids.next("msg"))
                .put("type", "message")
                .put("role", "assistant");
        sampled.content().forEach(reply.putArray("content")::add);
        reply.put("stop_reason", sampled.stopReason()).putNull("stop_sequence").putNull("stop_details");
        if (sampled.stopReason().equals("refusal")) {
            refusalDetails(reply);
        }
        reply.set("usage", usage(sampled.iterations(), request.replyForm().iterations()));
        if (request.replyForm().contextManagement()) {
            // No entry for a compaction that ran: recorded three times over.
            reply.putObject("context_management").putArray("applied_edits").addAll(sampled.appliedEdits());
        }
        return reply;
    }

    /** Why it was refused (wire spec §6.3). */
    static void refusalDetails(ObjectNode reply) {
        reply.putObject("stop_details")
                .put("type", "refusal")
                .put("category", "general")
                .put("explanation", "The emulator was told to refuse.");
    }

    private static ObjectNode usage(List<Iteration> iterations, boolean listed) {
        Totals answers = iterations.stream()
                .filter(iteration -> !iteration.isCompaction())
                .map(Iteration::tokens)
                .reduce(Totals.ZERO, Totals::plus);
        ObjectNode usage = tokens(answers);
        if (listed) {
            iterations.forEach(iteration ->
                    usage.withArray("iterations").add(tokens(iteration.tokens()).put("type", iteration.kind())));
        }
        return usage.put("service_tier", "standard").put("inference_geo", "global");
    }

    static ObjectNode tokens(Totals tokens) {
        ObjectNode usage = Json.object()
                .put("input_tokens", tokens.input())
                .put("output_tokens", tokens.output())
                .put("cache_creation_input_tokens", tokens.cacheWrite())
                .put("cache_read_input_tokens", tokens.cacheRead());
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", tokens.cacheWrite5m())
                .put("ephemeral_1h_input_tokens", tokens.cacheWrite1h());
        return usage;
    }
}
