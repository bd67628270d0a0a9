package dev.longhaul.runner.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a LangChain4j model once. Thread-safe. */
final class ChatModelAttempt implements Model {

    private static final Logger LOG = LoggerFactory.getLogger(LangChain4jModel.class);

    private final ChatModel chatModel;
    private final String name;
    private final Duration longest;
    private final InstantSource clock;
    private final ChatRequestWriter writer;
    private final ChatReplyReader reader;
    private final AtomicBoolean saidUncounted = new AtomicBoolean();

    ChatModelAttempt(
            ChatModel chatModel,
            String name,
            Duration longest,
            InstantSource clock,
            ChatRequestWriter writer,
            ChatReplyReader reader) {
        this.chatModel = chatModel;
        this.name = name;
        this.longest = longest;
        this.clock = clock;
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        var asked = writer.write(request);
        var most = timeLeft(scope.deadline());
        try {
            var response = TimedCall.await(
                    "model-" + name,
                    most,
                    () -> Objects.requireNonNull(chatModel.chat(asked), "the model returned null"));
            if (!TokenCounts.areIn(response.tokenUsage())) {
                sayUncounted();
            }
            return reader.read(response, request);
        } catch (TimeoutException e) {
            throw new ModelException(
                    Kind.LOST, "%s gave no reply within %d s".formatted(name, most.toSeconds()), null, e);
        } catch (ExecutionException e) {
            return explained(e.getCause() == null ? e : e.getCause());
        }
    }

    private ModelReply explained(Throwable failure) throws ModelException {
        if (failure instanceof Error error) {
            throw error;
        }
        if (Failures.isRefusal(failure)) {
            sayUncounted();
            return reader.refusal(Failures.words(failure));
        }
        throw Failures.of(failure, name);
    }

    private Duration timeLeft(Instant deadline) throws ModelException {
        if (deadline.equals(Instant.MAX)) {
            return longest;
        }
        var left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            throw new ModelException(Kind.UNREACHABLE, "no time is left to ask " + name);
        }
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private void sayUncounted() {
        if (saidUncounted.compareAndSet(false, true)) {
            LOG.warn("{} answered without saying what it cost: such replies count as nothing in the budget", name);
        }
    }
}
