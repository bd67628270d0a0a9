package dev.longhaul.runner.langchain4j;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
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
    private final List<Content> images = new ArrayList<>();
    private final boolean seesImages;

    private Transcript(boolean seesImages) {
        this.seesImages = seesImages;
    }

    /**
     * The messages, the system's first if it says something.
     *
     * @param seesImages whether the model is shown images; otherwise words say that they were there
     * @throws ModelException if a block of another provider stands in them
     */
    static List<ChatMessage> of(String system, List<Message> context, boolean seesImages) throws ModelException {
        var transcript = new Transcript(seesImages);
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
        addBlocks(message);
        if (!images.isEmpty()) {
            endUserText();
        }
    }

    private void addBlocks(Message message) throws ModelException {
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
        if (images.isEmpty()) {
            endUserText();
        }
        var tool = toolsByCall.getOrDefault(result.toolUseId(), "");
        var text = result.text() + pictures(result, tool);
        messages.add(ToolExecutionResultMessage.builder()
                .id(result.toolUseId())
                .toolName(tool)
                .text(result.isError() ? "Error: " + text : text)
                .isError(result.isError())
                .build());
    }

    /** Few providers take images in results, so they stand behind all results of a reply, where any takes them. */
    private String pictures(Block.ToolResult result, String tool) {
        var words = new StringBuilder();
        for (var image : result.images()) {
            words.append(words.isEmpty() && result.text().isEmpty() ? "" : "\n");
            if (seesImages) {
                images.add(TextContent.from("Image " + (images.size() / 2 + 1) + ", of the result of " + tool + ":"));
                images.add(ImageContent.from(image.base64(), image.mediaType()));
                words.append("(image ").append(images.size() / 2).append(" is shown below)");
            } else {
                words.append("(an image that this model is not shown: ")
                        .append(image.words())
                        .append(")");
            }
        }
        return words.toString();
    }

    private void endUserText() {
        if (!images.isEmpty()) {
            var contents = new ArrayList<>(images);
            userTexts.forEach(text -> contents.add(TextContent.from(text)));
            messages.add(UserMessage.from(contents));
        } else if (!userTexts.isEmpty()) {
            messages.add(UserMessage.from(String.join(PARAGRAPH, userTexts)));
        }
        images.clear();
        userTexts.clear();
    }

    private static ModelException untold(String what) {
        return new ModelException(
                Kind.INVALID_REQUEST,
                "the history holds " + what + ": go on with the model it came from, or start a new session");
    }
}
