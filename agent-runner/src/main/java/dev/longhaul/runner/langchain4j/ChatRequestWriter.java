package dev.longhaul.runner.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelRequest;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes a request as LangChain4j takes it. Thread-safe; pure but for what the two parameters do. */
final class ChatRequestWriter {

    private final ChatRequestParameters defaults;
    private final IntFunction<? extends ChatRequestParameters> outputLimit;
    private final boolean seesImages;

    /**
     * A writer for one model.
     *
     * @param defaults what the model's owner set; its output limit is never exceeded
     * @param outputLimit how the provider is told the most output tokens
     * @param seesImages whether the model is shown images
     */
    ChatRequestWriter(
            ChatRequestParameters defaults,
            IntFunction<? extends ChatRequestParameters> outputLimit,
            boolean seesImages) {
        this.defaults = defaults;
        this.outputLimit = outputLimit;
        this.seesImages = seesImages;
    }

    /**
     * The request.
     *
     * @throws ModelException of kind {@code INVALID_REQUEST} if LangChain4j cannot say it
     */
    ChatRequest write(ModelRequest request) throws ModelException {
        if (request.compaction() != null) {
            throw new ModelException(
                    Kind.INVALID_REQUEST, "a LangChain4j model cannot compact on its server: use Compaction.off()");
        }
        try {
            return ChatRequest.builder()
                    .messages(Transcript.of(request.system(), request.messages(), seesImages))
                    .parameters(parameters(request))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    Kind.INVALID_REQUEST, "LangChain4j does not take the request: " + e.getMessage(), null, e);
        }
    }

    private ChatRequestParameters parameters(ModelRequest request) throws ModelException {
        var ours = DefaultChatRequestParameters.builder();
        ours.toolSpecifications(ToolSpecifications.of(request.tools()));
        ours.toolChoice(toolChoice(request));
        return outputLimit.apply(maxTokens(request)).overrideWith(ours.build());
    }

    private int maxTokens(ModelRequest request) {
        var most = defaults.maxOutputTokens();
        return most == null ? request.maxTokens() : Math.min(most, request.maxTokens());
    }

    /** Left to the provider as far as possible: not all of them can be told. */
    private @Nullable ToolChoice toolChoice(ModelRequest request) {
        if (request.tools().isEmpty()) {
            return null;
        }
        if (request.toolChoice() == ModelRequest.ToolChoice.NONE) {
            return ToolChoice.NONE;
        }
        return defaults.toolChoice() == null ? null : ToolChoice.AUTO;
    }
}
