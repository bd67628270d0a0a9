package dev.longhaul.tools;

import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;

/** What a provider's tool brought, as the model reads and sees it. */
final class ProvidedResult {

    private ProvidedResult() {}

    static ToolResult of(ToolCall call, ToolExecutionResult result) {
        var contents = result.resultContents();
        var shown = contents == null || contents.isEmpty()
                ? ToolResult.of(call, String.valueOf(result.resultText()))
                : ShownContent.of(contents).answer(call);
        return new ToolResult(call.id(), shown.text(), result.isError(), shown.images());
    }
}
