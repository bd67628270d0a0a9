package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.List;

/** Faults that change a finished reply. Its bill stands. */
public final class ReplyFaults {

    private ReplyFaults() {}

    public static void apply(List<Fault> faults, ObjectNode reply) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.OfReply ofReply) {
                apply(ofReply, reply);
            }
        }
    }

    private static void apply(Fault.OfReply fault, ObjectNode reply) {
        switch (fault) {
            case Fault.UnknownBlock() -> reply.withArray("content").add(unknownBlock());
            case Fault.UnknownFields() -> unknownFields(reply);
            case Fault.EncryptedContent() -> encryptedContent(reply);
            case Fault.Refusal() -> refusal(reply);
            case Fault.StopReason(String reason) -> stopReason(reply, reason);
            case Fault.MissingCacheFields() -> missingCacheFields(reply);
            case Fault.NoIterations() -> reply.withObject("usage").remove("iterations");
        }
    }

    private static ObjectNode unknownBlock() {
        ObjectNode block = Json.object().put("type", "block_from_the_future").put("weight", 0.5);
        block.putObject("payload").put("note", "send me back as I came").putNull("nothing");
        return block;
    }

    private static void unknownFields(ObjectNode reply) {
        reply.put("future_reply_field", "unknown");
        for (JsonNode block : reply.path("content")) {
            if (block instanceof ObjectNode known) {
                known.putObject("future_field")
                        .put("kept", true)
                        .putArray("list")
                        .add(1)
                        .add("two");
            }
        }
    }

    private static void encryptedContent(ObjectNode reply) {
        for (JsonNode block : reply.path("content")) {
            if (Blocks.isBoundary(block) && block instanceof ObjectNode compaction) {
                compaction.put("encrypted_content", "b3BhcXVlLCBzZW5kIGl0IGJhY2sgYXMgaXQgY2FtZQ==");
            }
        }
    }

    private static void refusal(ObjectNode reply) {
        if (isPaused(reply)) {
            return;
        }
        stopReason(reply, "refusal");
        reply.withArray("content").removeIf(block -> !Blocks.isCompaction(block));
        ReplyWriter.refusalDetails(reply);
    }

    private static void stopReason(ObjectNode reply, String reason) {
        if (!isPaused(reply)) {
            reply.put("stop_reason", reason);
        }
    }

    private static boolean isPaused(ObjectNode reply) {
        return reply.path("stop_reason").asText().equals("compaction");
    }

    private static void missingCacheFields(ObjectNode reply) {
        for (JsonNode iteration : reply.path("usage").path("iterations")) {
            if (iteration instanceof ObjectNode entry) {
                entry.remove(List.of("cache_creation_input_tokens", "cache_read_input_tokens", "cache_creation"));
            }
        }
    }
}
