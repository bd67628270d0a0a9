package dev.longhaul.emulator.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A message with its content as blocks, whichever form it came in. */
public record Turn(String role, List<ObjectNode> blocks) {

    public Turn {
        blocks = List.copyOf(blocks);
    }

    /** Of a message that was found valid. */
    public static Turn of(JsonNode message) {
        return new Turn(message.path("role").asText(), Blocks.of(message.path("content")));
    }

    public boolean isAssistant() {
        return role.equals("assistant");
    }
}
