package dev.longhaul.tools;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a provider's tool brought, as the model reads it. */
final class ProvidedResult {

    private ProvidedResult() {}

    static ToolResult of(ToolCall call, ToolExecutionResult result) {
        return new ToolResult(call.id(), text(result), result.isError());
    }

    private static String text(ToolExecutionResult result) {
        var contents = result.resultContents();
        if (contents == null || contents.isEmpty()) {
            return String.valueOf(result.resultText());
        }
        return contents.stream().map(ProvidedResult::text).collect(Collectors.joining("\n"));
    }

    private static String text(Content content) {
        return content instanceof TextContent text
                ? text.text()
                : "(content of type " + content.type().name().toLowerCase(Locale.ROOT) + ", which is not shown)";
    }
}
