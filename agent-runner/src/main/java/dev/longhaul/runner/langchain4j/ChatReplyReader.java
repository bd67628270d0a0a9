package dev.longhaul.runner.langchain4j;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a reply of LangChain4j. The reasoning it may show is left out: only its provider could take it back. Pure. */
final class ChatReplyReader {

    private final String model;
    private final OptionalLong contextWindow;

    /**
     * A reader for one model.
     *
     * @param model its name where the reply gives none
     * @param contextWindow its window in tokens, if known
     */
    ChatReplyReader(String model, OptionalLong contextWindow) {
        this.model = model;
        this.contextWindow = contextWindow;
    }

    ModelReply read(ChatResponse response, ModelRequest request) {
        var content = content(response, new CallIds(request));
        var usage = TokenCounts.of(response.tokenUsage());
        var reason = response.finishReason();
        return new ModelReply(
                Objects.requireNonNullElse(response.id(), ""),
                Objects.requireNonNullElse(response.modelName(), model),
                content,
                stopReason(reason, content, usage),
                reason == null ? "no reason given" : reason.name().toLowerCase(Locale.ROOT),
                ReplyUsage.of(usage));
    }

    /** The provider declined, in words of its own; it does not say what that cost. */
    ModelReply refusal(@Nullable String words) {
        var content = words == null || words.isBlank() ? List.<Block>of() : List.<Block>of(new Block.Text(words));
        return new ModelReply("", model, content, StopReason.REFUSAL, "content_filter", ReplyUsage.NONE);
    }

    private static List<Block> content(ChatResponse response, CallIds ids) {
        var content = new ArrayList<Block>();
        var text = response.aiMessage().text();
        if (text != null && !text.isEmpty()) {
            content.add(new Block.Text(text));
        }
        for (var call : response.aiMessage().toolExecutionRequests()) {
            var name = Objects.requireNonNullElse(call.name(), "");
            content.add(new Block.ToolUse(ids.idOf(call), name, input(call)));
        }
        return content;
    }

    /** What is not JSON, such as a call that was cut off, becomes a JSON string: the tool refuses it, the journal holds it. */
    private static Json input(ToolExecutionRequest call) {
        var arguments = call.arguments();
        if (arguments == null || arguments.isBlank()) {
            return Json.EMPTY_OBJECT;
        }
        try {
            return Json.parse(arguments);
        } catch (IllegalArgumentException notJson) {
            return Json.of(TextNode.valueOf(arguments));
        }
    }

    /** Some servers say "stop" although they call tools. */
    private StopReason stopReason(@Nullable FinishReason reason, List<Block> content, Usage usage) {
        boolean calls = content.stream().anyMatch(Block.ToolUse.class::isInstance);
        return switch (reason) {
            case null -> calls ? StopReason.TOOL_USE : StopReason.UNKNOWN;
            case STOP -> calls ? StopReason.TOOL_USE : StopReason.END_TURN;
            case TOOL_EXECUTION -> StopReason.TOOL_USE;
            case LENGTH -> fillsWindow(usage) ? StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED : StopReason.MAX_TOKENS;
            case CONTENT_FILTER -> StopReason.REFUSAL;
            case OTHER -> StopReason.UNKNOWN;
        };
    }

    private boolean fillsWindow(Usage usage) {
        return contextWindow.isPresent() && usage.total() >= contextWindow.getAsLong();
    }
}
