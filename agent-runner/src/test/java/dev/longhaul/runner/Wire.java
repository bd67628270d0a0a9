package dev.longhaul.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.emulator.ReceivedRequest;
import dev.longhaul.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Requests as a server received them, in order. */
record Wire(List<ReceivedRequest> requests) {

    static Wire of(MessagesEmulator emulator) {
        return new Wire(emulator.requests());
    }

    static boolean isSummary(ReceivedRequest request) {
        return request.body().contains("\"compaction\":{\"type\":\"summarize\"");
    }

    Wire summaries() {
        return new Wire(requests.stream().filter(Wire::isSummary).toList());
    }

    Wire work() {
        return new Wire(requests.stream().filter(request -> !isSummary(request)).toList());
    }

    /** The messages of a request, without cache breakpoints, which move. */
    static List<JsonNode> messages(ReceivedRequest request) {
        var messages = new ArrayList<JsonNode>();
        for (var message : new Json(request.body()).tree().path("messages")) {
            message.path("content").forEach(block -> ((ObjectNode) block).remove("cache_control"));
            messages.add(message);
        }
        return messages;
    }

    /** The types of the blocks of a message. */
    static List<String> types(JsonNode message) {
        return StreamSupport.stream(message.path("content").spliterator(), false)
                .map(block -> block.path("type").asText())
                .toList();
    }

    static List<String> betas(ReceivedRequest request) {
        return request.headers().getOrDefault("anthropic-beta", List.of());
    }
}
