package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.List;

/**
 * A finished reply as server-sent events, in the order of the recorded stream (wire spec §1.6). A signed block comes
 * whole, without a delta (§2.2).
 */
public final class StreamWriter {

    private static final int DELTA_CHARACTERS = 20;
    private static final List<String> FINAL_USAGE = List.of(
            "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens", "iterations");

    private final StringBuilder events = new StringBuilder();

    private StreamWriter() {}

    public static String write(ObjectNode reply, Sampled sampled) {
        StreamWriter stream = new StreamWriter();
        stream.start(reply, sampled.iterations().getFirst());
        List<JsonNode> blocks = Json.elements(reply.path("content"));
        for (int i = 0; i < blocks.size(); i++) {
            stream.block(blocks.get(i), i);
        }
        stream.end(reply);
        return stream.events.toString();
    }

    /** Carries the usage of the first sampling, hardly begun: clients must not add it to the final one. */
    private void start(ObjectNode reply, Iteration first) {
        ObjectNode message = reply.deepCopy();
        message.remove("context_management");
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_details");
        ObjectNode usage = ReplyWriter.tokens(first.tokens());
        usage.put("output_tokens", Math.min(1, first.tokens().output()));
        message.set("usage", usage.put("service_tier", "standard").put("inference_geo", "global"));
        ObjectNode event = event("message_start");
        event.set("message", message);
        send(event);
    }

    private void block(JsonNode block, int index) {
        ObjectNode start = event("content_block_start").put("index", index);
        start.set("content_block", emptied(block));
        send(start);
        if (index == 0) {
            events.append("event: ping\ndata: {\"type\": \"ping\"}\n\n");
        }
        switch (Blocks.type(block)) {
            case "text" ->
                pieces(index, "text_delta", "text", block.path("text").asText());
            case "tool_use" ->
                pieces(
                        index,
                        "input_json_delta",
                        "partial_json",
                        block.path("input").toString());
            case "compaction" -> {
                if (!Blocks.isSigned(block)) {
                    summary(index, block);
                }
            }
            default -> {
                // Whole in its start.
            }
        }
        send(event("content_block_stop").put("index", index));
    }

    /** The block as it starts: what its deltas will bring is not in it yet. */
    private static JsonNode emptied(JsonNode block) {
        if (Blocks.isSigned(block)) {
            return block;
        }
        ObjectNode start = block.deepCopy();
        switch (Blocks.type(block)) {
            case "text" -> start.put("text", "");
            case "tool_use" -> start.putObject("input");
            case "compaction" -> start.putNull("content").remove("encrypted_content");
            default -> {
                // Nothing to take out.
            }
        }
        return start;
    }

    private void pieces(int index, String type, String field, String text) {
        int from = 0;
        while (from < text.length()) {
            String piece = Tokenizer.cut(text.substring(from), DELTA_CHARACTERS);
            delta(index, Json.object().put("type", type).put(field, piece));
            from += piece.length();
        }
    }

    /** A summary comes whole, in one delta. */
    private void summary(int index, JsonNode block) {
        ObjectNode delta = Json.object().put("type", "compaction_delta");
        delta.set("content", block.path("content"));
        if (block.has("encrypted_content")) {
            delta.set("encrypted_content", block.path("encrypted_content"));
        }
        delta(index, delta);
    }

    private void delta(int index, ObjectNode delta) {
        ObjectNode event = event("content_block_delta").put("index", index);
        event.set("delta", delta);
        send(event);
    }

    private void end(ObjectNode reply) {
        ObjectNode event = event("message_delta");
        event.set("delta", reply.deepCopy().retain("stop_reason", "stop_sequence", "stop_details"));
        event.set("usage", reply.withObject("usage").deepCopy().retain(FINAL_USAGE));
        if (reply.has("context_management")) {
            event.set("context_management", reply.path("context_management"));
        }
        send(event);
        send(event("message_stop"));
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    /**
     * Data lines end in spaces, as recorded: a client that does not skip them breaks here rather than in production.
     */
    private void send(ObjectNode event) {
        String type = event.path("type").asText();
        events.append("event: ").append(type).append("\ndata: ").append(event).append("   \n\n");
    }
}
