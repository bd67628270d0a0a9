package dev.longhaul.runner.claude;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reply, keeping the exact text of every content block. Reads leniently: a missing count is zero, an unknown block is
 * opaque (wire spec §7.4). Thread-safe.
 */
final class ReplyReader {

    private final JsonFactory json = new JsonFactory();

    /**
     * The reply that {@code body} is.
     *
     * @throws IllegalArgumentException if it is no message; says what is wrong
     */
    ModelReply read(String body) {
        var tree = Json.parse(body).tree();
        if (!tree.path("content").isArray()) {
            throw new IllegalArgumentException("it has no content");
        }
        var stop = tree.path("stop_reason").asText("");
        return new ModelReply(
                tree.path("id").asText(""),
                tree.path("model").asText(""),
                blockTexts(body).stream().map(ReplyReader::block).toList(),
                StopReason.ofWire(stop),
                stop,
                UsageReader.read(tree.path("usage")));
    }

    /** The text of each element of the top-level {@code content} array, as it stands in the body. */
    private List<String> blockTexts(String body) {
        var texts = new ArrayList<String>();
        try (var parser = json.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean content = "content".equals(parser.currentName());
                parser.nextToken();
                if (content) {
                    texts.clear();
                    readElements(parser, body, texts);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getMessage(), e);
        }
        return texts;
    }

    private static void readElements(JsonParser parser, String body, List<String> texts) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            int end = (int) parser.currentLocation().getCharOffset();
            texts.add(body.substring(start, end));
        }
    }

    /** One block from its exact text. */
    static Block block(String text) {
        var wire = new Json(text);
        var tree = wire.tree();
        var type = tree.path("type").asText("");
        return switch (type) {
            case "text" -> new Block.Text(tree.path("text").asText(""), wire);
            case "tool_use" ->
                new Block.ToolUse(
                        tree.path("id").asText(""),
                        tree.path("name").asText(""),
                        tree.has("input") ? Json.of(tree.path("input")) : Json.EMPTY_OBJECT,
                        wire);
            case "thinking", "redacted_thinking" -> new Block.Thinking(wire);
            case "compaction" -> new Block.Compaction(text(tree.path("content")), wire);
            default -> new Block.Opaque(type, wire);
        };
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
