package dev.longhaul.runner.langchain4j;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A context as LangChain4j's messages, in the shape that all its providers take: texts of one side in a row are one text,
 * calls stand right before their results, and a summary is something the user's side says, so that a conversation never
 * begins with the model. Used once, by one thread.
 */
final class Transcript {

    private static final String PARAGRAPH = "\n\n";

    private final List<ChatMessage> messages = new ArrayList<>();
    private final Map<String, String> toolsByCall = new HashMap<>();
    private final List<String> userTexts = new ArrayList<>();

    private Transcript() {}

    /**
     * The messages, the system's first if it says something.
     *
     * @throws ModelException if a block of another provider stands in them
     */
    static List<ChatMessage> of(String system, List<Message> context) throws ModelException {
        var transcript = new Transcript();
        if (!system.isBlank()) {
            transcript.messages.add(SystemMessage.from(system));
        }
        for (var message : context) {
            if (message.role() == Role.USER) {
                transcript.addUser(message);
            } else {
                transcript.addAssistant(message);
            }
        }
        transcript.endUserText();
        return transcript.messages;
    }

    private void addUser(Message message) throws ModelException {
        for (var block : message.content()) {
            switch (block) {
                case Block.Text text -> userTexts.add(text.text());
                case Block.ToolResult result -> addResult(result);
                default -> addAnySide(block);
            }
        }
    }

    private void addAssistant(Message message) throws ModelException {
        var texts = new ArrayList<String>();
        var calls = new ArrayList<ToolExecutionRequest>();
        for (var block : message.content()) {
            switch (block) {
                case Block.Text text -> texts.add(text.text());
                case Block.ToolUse use -> calls.add(call(use));
                default -> addAnySide(block);
            }
        }
        if (texts.isEmpty() && calls.isEmpty()) {
            return;
        }
        endUserText();
        messages.add(AiMessage.builder()
                .text(texts.isEmpty() ? null : String.join(PARAGRAPH, texts))
                .toolExecutionRequests(calls)
                .build());
    }

    private void addAnySide(Block block) throws ModelException {
        switch (block) {
            case Block.Compaction compaction -> {
                if (compaction.summary() != null && compaction.isBoundary()) {
                    userTexts.add("Summary of the conversation so far:" + PARAGRAPH + compaction.summary());
                }
            }
            // Bound to the provider that signed it; what it led to stands beside it.
            case Block.Thinking thinking -> {}
            case Block.Opaque opaque ->
                throw untold("a block of type \"" + opaque.type() + "\", which only its own provider can read");
            case Block.Text text -> throw untold("text in no known place");
            case Block.ToolUse use -> throw untold("the call " + use.id() + " in a message of the user");
            case Block.ToolResult result ->
                throw untold("the result of " + result.toolUseId() + " in a message of the model");
        }
    }

    private ToolExecutionRequest call(Block.ToolUse use) {
        toolsByCall.put(use.id(), use.name());
        return ToolExecutionRequest.builder()
                .id(use.id())
                .name(use.name())
                .arguments(arguments(use.input()))
                .build();
    }

    /** Providers read arguments back as an object, so what a model wrote instead of one goes back inside one. */
    private static String arguments(Json input) {
        var tree = input.tree();
        return tree instanceof ObjectNode
                ? input.text()
                : JsonNodeFactory.instance
                        .objectNode()
                        .<ObjectNode>set("not_an_object", tree)
                        .toString();
    }

    /** Not every provider has a flag for errors, so the text says it too. */
    private void addResult(Block.ToolResult result) {
        endUserText();
        messages.add(ToolExecutionResultMessage.builder()
                .id(result.toolUseId())
                .toolName(toolsByCall.getOrDefault(result.toolUseId(), ""))
                .text(result.isError() ? "Error: " + result.text() : result.text())
                .isError(result.isError())
                .build());
    }

    private void endUserText() {
        if (!userTexts.isEmpty()) {
            messages.add(UserMessage.from(String.join(PARAGRAPH, userTexts)));
            userTexts.clear();
        }
    }

    private static ModelException untold(String what) {
        return new ModelException(
                Kind.INVALID_REQUEST,
                "the history holds " + what + ": go on with the model it came from, or start a new session");
    }
}
