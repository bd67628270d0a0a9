package dev.longhaul.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.service.tool.ToolExecutionResult;
import java.util.ArrayList;
import java.util.Locale;

/** What a server's tool answered: texts and images as they are, words for the rest. Pure. */
final class McpContents {

    private McpContents() {}

    /** The answer that holds these contents, an array of blocks. */
    static ToolExecutionResult of(JsonNode contents, boolean isError) {
        var all = new ArrayList<Content>();
        contents.forEach(content -> all.add(of(content)));
        var result = ToolExecutionResult.builder().isError(isError);
        return all.isEmpty()
                ? result.resultText("").build()
                : result.resultContents(all).build();
    }

    private static Content of(JsonNode content) {
        var type = content.path("type").asText();
        return switch (type) {
            case "text" -> TextContent.from(content.path("text").asText());
            case "image" -> ImageContent.from(data(content), mediaType(content));
            case "audio" -> AudioContent.from(data(content), mediaType(content));
            case "resource" -> resource(content.path("resource"));
            case "resource_link" ->
                TextContent.from("(the resource %s at %s)"
                        .formatted(
                                content.path("name").asText(),
                                content.path("uri").asText()));
            default -> TextContent.from("(" + type + ", which cannot be shown)");
        };
    }

    private static Content resource(JsonNode resource) {
        var uri = resource.path("uri").asText();
        if (resource.has("text")) {
            return TextContent.from(uri + ":\n" + resource.path("text").asText());
        }
        if (mediaType(resource).startsWith("image/")) {
            return ImageContent.from(resource.path("blob").asText(), mediaType(resource));
        }
        return TextContent.from(String.format(
                Locale.ROOT,
                "(the resource %s, which cannot be shown: %s, %,d characters of base64)",
                uri,
                mediaType(resource),
                resource.path("blob").asText().length()));
    }

    private static String data(JsonNode content) {
        return content.path("data").asText();
    }

    private static String mediaType(JsonNode content) {
        return content.path("mimeType").asText("application/octet-stream");
    }
}
