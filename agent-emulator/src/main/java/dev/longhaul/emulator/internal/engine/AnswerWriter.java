package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Puts a brain's answer on the wire: gives ids to its calls and cuts it where the output tokens end. */
final class AnswerWriter {

    private final Tokenizer tokenizer;
    private final Ids ids;

    AnswerWriter(Tokenizer tokenizer, Ids ids) {
        this.tokenizer = tokenizer;
        this.ids = ids;
    }

    record Written(List<ObjectNode> content, String stopReason, int outputTokens) {}

    /**
     * Writes an answer.
     *
     * @param maxTokens the most output tokens
     * @param cutReason the stop reason of an answer that had to be cut
     */
    Written write(Answer answer, int maxTokens, String cutReason) {
        long characters =
                answer.content().stream().mapToLong(Renderer::characters).sum();
        int tokens = Math.max(1, tokenizer.tokens(characters));
        if (tokens <= maxTokens) {
            return new Written(answer.content().stream().map(this::identified).toList(), answer.stopReason(), tokens);
        }
        return new Written(cut(answer.content(), tokenizer.characters(maxTokens)), cutReason, maxTokens);
    }

    /** Text is cut within; a call that does not fit is left out, for half a call is none. */
    private List<ObjectNode> cut(List<ObjectNode> content, int room) {
        List<ObjectNode> kept = new ArrayList<>();
        int left = room;
        for (ObjectNode block : content) {
            int size = Renderer.characters(block);
            if (size > left) {
                String text = Blocks.is(block, "text")
                        ? Tokenizer.cut(block.path("text").asText(), left)
                        : "";
                if (!text.isBlank()) {
                    kept.add(block.deepCopy().put("text", text));
                }
                return kept;
            }
            kept.add(identified(block));
            left -= size;
        }
        return kept;
    }

    private ObjectNode identified(ObjectNode block) {
        if (!Blocks.is(block, "tool_use") || block.has("id")) {
            return block.deepCopy();
        }
        ObjectNode call = Json.object().put("type", "tool_use").put("id", ids.next("toolu"));
        call.setAll(block.deepCopy());
        return call;
    }
}
