package dev.longhaul.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One assistant turn.
 *
 * @param content blocks in wire form; {@code tool_use} blocks without an id, the emulator assigns one
 * @param stopReason a stop reason of the wire (wire spec §6.3), or any other word to try a client with
 */
public record Answer(List<ObjectNode> content, String stopReason) {

    public Answer {
        content = List.copyOf(content);
    }

    /** A final text: stops with {@code end_turn}. */
    public static Answer text(String text) {
        return new Answer(List.of(textBlock(text)), "end_turn");
    }

    /** One tool call: stops with {@code tool_use}. */
    public static Answer call(String tool, ObjectNode input) {
        return calls(null, List.of(new Call(tool, input)));
    }

    /** Text, if any, then parallel tool calls: stops with {@code tool_use}. */
    public static Answer calls(@Nullable String text, List<Call> calls) {
        List<ObjectNode> content = new ArrayList<>();
        if (text != null) {
            content.add(textBlock(text));
        }
        calls.forEach(call -> content.add(call.block()));
        return new Answer(content, "tool_use");
    }

    private static ObjectNode textBlock(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
    }

    /** One call of a tool. */
    public record Call(String tool, ObjectNode input) {

        private ObjectNode block() {
            ObjectNode block = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "tool_use")
                    .put("name", tool);
            block.set("input", input);
            return block;
        }
    }
}
