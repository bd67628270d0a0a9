package dev.longhaul.runner.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.runner.claude.RetryingModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * Any LangChain4j {@link ChatModel} as a model, asked for whole replies. Immutable and thread-safe as far as the chat model
 * is; each {@code with} method returns a changed copy.
 *
 * <p>Build the chat model with {@code maxRetries(0)}: retries are made here, where the deadline and the budget are known, and
 * an attempt that LangChain4j repeats in silence may be billed without being counted. Claude has a model of its own,
 * {@link dev.longhaul.runner.claude.Claude}, which keeps the compaction that {@code langchain4j-anthropic} drops.
 *
 * <p>Such a model does not compact: a request that asks for it fails with {@link ModelException.Kind#INVALID_REQUEST}.
 */
public final class LangChain4jModel implements Model {

    private static final int ATTEMPTS = 5;
    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private final ChatModel chatModel;
    private final Settings settings;
    private final Model retrying;

    /** What can be set. */
    private record Settings(
            String name,
            OptionalLong contextWindow,
            Duration requestTimeout,
            int attempts,
            IntFunction<? extends ChatRequestParameters> outputLimit,
            boolean seesImages) {}

    private LangChain4jModel(ChatModel chatModel, Settings settings) {
        var clock = InstantSource.system();
        this.chatModel = chatModel;
        this.settings = settings;
        var attempt = new ChatModelAttempt(
                chatModel,
                settings.name(),
                settings.requestTimeout(),
                clock,
                new ChatRequestWriter(
                        chatModel.defaultRequestParameters(), settings.outputLimit(), settings.seesImages()),
                new ChatReplyReader(settings.name(), settings.contextWindow()));
        this.retrying = new RetryingModel(attempt, settings.attempts(), clock);
    }

    /** The model by the name it was built with, with the usual retries and at most ten minutes for one attempt. */
    public static LangChain4jModel of(ChatModel chatModel) {
        return new LangChain4jModel(
                chatModel,
                new Settings(
                        nameOf(chatModel),
                        OptionalLong.empty(),
                        LONGEST_CALL,
                        ATTEMPTS,
                        tokens -> DefaultChatRequestParameters.builder()
                                .maxOutputTokens(tokens)
                                .build(),
                        false));
    }

    private static String nameOf(ChatModel chatModel) {
        var name = chatModel.defaultRequestParameters().modelName();
        return name == null || name.isBlank() ? chatModel.getClass().getSimpleName() : name;
    }

    /** Calls it something else in journals, reports and price lists; the provider is asked for the same model. */
    public LangChain4jModel withName(String name) {
        return with(new Settings(
                name,
                settings.contextWindow(),
                settings.requestTimeout(),
                settings.attempts(),
                settings.outputLimit(),
                settings.seesImages()));
    }

    /**
     * Says how large the model's window is, in tokens, so that a reply cut off at its edge is told from one cut off at its own
     * limit. Unknown by default.
     *
     * @throws IllegalArgumentException if {@code tokens} is not positive
     */
    public LangChain4jModel withContextWindow(long tokens) {
        requirePositive("context window", tokens);
        return with(new Settings(
                settings.name(),
                OptionalLong.of(tokens),
                settings.requestTimeout(),
                settings.attempts(),
                settings.outputLimit(),
                settings.seesImages()));
    }

    /**
     * Allows at most this long for one attempt, even if the provider allows itself more.
     *
     * @throws IllegalArgumentException if {@code time} is not positive
     */
    public LangChain4jModel withRequestTimeout(Duration time) {
        requirePositive("request timeout in milliseconds", time.toMillis());
        return with(new Settings(
                settings.name(),
                settings.contextWindow(),
                time,
                settings.attempts(),
                settings.outputLimit(),
                settings.seesImages()));
    }

    /**
     * Makes at most this many attempts for one call, 1 for no retry; 5 by default.
     *
     * @throws IllegalArgumentException if {@code most} is not positive
     */
    public LangChain4jModel withAttempts(int most) {
        requirePositive("number of attempts", most);
        return with(new Settings(
                settings.name(),
                settings.contextWindow(),
                settings.requestTimeout(),
                most,
                settings.outputLimit(),
                settings.seesImages()));
    }

    /**
     * Tells the provider the most output tokens in its own parameters, for one that does not take LangChain4j's
     * {@code maxOutputTokens}. OpenAI's reasoning models want
     * {@code tokens -> OpenAiChatRequestParameters.builder().maxCompletionTokens(tokens).build()}.
     *
     * @param parameters of the class the chat model itself uses; must not set tools
     */
    public LangChain4jModel withOutputLimit(IntFunction<? extends ChatRequestParameters> parameters) {
        return with(new Settings(
                settings.name(),
                settings.contextWindow(),
                settings.requestTimeout(),
                settings.attempts(),
                parameters,
                settings.seesImages()));
    }

    /**
     * Shows the model the images that tools bring, behind the results of a reply, in a message of the user's side; otherwise
     * words say that an image was there. For models that see.
     */
    public LangChain4jModel withImages() {
        return with(new Settings(
                settings.name(),
                settings.contextWindow(),
                settings.requestTimeout(),
                settings.attempts(),
                settings.outputLimit(),
                true));
    }

    private LangChain4jModel with(Settings changed) {
        return new LangChain4jModel(chatModel, changed);
    }

    private static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("a " + what + " of " + value + " is not positive");
        }
    }

    @Override
    public String name() {
        return settings.name();
    }

    /** The model's window in tokens, if it was set. */
    public OptionalLong contextWindow() {
        return settings.contextWindow();
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        return retrying.reply(request, scope);
    }
}
