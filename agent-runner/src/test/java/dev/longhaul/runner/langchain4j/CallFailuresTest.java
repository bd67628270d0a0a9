package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.longhaul.model.CallListener;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.runner.langchain4j.FakeOpenAi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way, over real HTTP: its kind, and whether it may have been billed. */
class CallFailuresTest {

    private static ModelException failure(Answer answer) {
        try (var server = new FakeOpenAi(answer)) {
            return catchThrowableOfType(
                    ModelException.class,
                    () -> server.model().withAttempts(1).reply(Asked.hello(), CallScope.unlimited()));
        }
    }

    private static CallScope until(Instant deadline) {
        return new CallScope(deadline, new Cancellation(), CallListener.NONE);
    }

    @Test
    void aRefusedKeyIsNotRepeated() {
        var failure = failure(Answer.error(401, "invalid_api_key", "Incorrect API key provided: sk-secret"));

        assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("check the key").hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("sk-secret");
    }

    @Test
    void errorsHaveTheirKinds() {
        assertThat(failure(Answer.error(403, "x", "no")).kind()).isEqualTo(Kind.PERMISSION);
        assertThat(failure(Answer.error(404, "model_not_found", "no such model"))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(failure(Answer.error(400, "x", "bad tool")).kind()).isEqualTo(Kind.INVALID_REQUEST);
        assertThat(failure(Answer.error(413, "x", "too large")).kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(failure(Answer.error(429, "rate_limit_exceeded", "slow down"))
                        .kind())
                .isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure(Answer.error(429, "insufficient_quota", "pay")).kind())
                .isEqualTo(Kind.SPENDING_LIMIT);
        assertThat(failure(new Answer(500, "oops")).kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure(new Answer(503, "oops")).kind()).isEqualTo(Kind.OVERLOADED);
    }

    @Test
    void aPromptTooLargeForTheWindowIsKnownByItsCode() {
        var failure = failure(Answer.error(400, "context_length_exceeded", "It resulted in 200000 tokens."));

        assertThat(failure.kind()).isEqualTo(Kind.CONTEXT_WINDOW);
        assertThat(failure).hasMessage("fake answered 400: It resulted in 200000 tokens.");
    }

    @Test
    void aBusyServerIsAskedAgain() throws Exception {
        var failures = new ArrayList<ModelException>();
        var listener = new CallListener() {
            @Override
            public boolean mayRetry(int attempt, ModelException failure, Duration wait) {
                return failures.add(failure);
            }
        };
        try (var server = new FakeOpenAi(Answer.error(429, "rate_limit_exceeded", "slow down"), Answer.text("hello"))) {
            var scope = new CallScope(Instant.MAX, new Cancellation(), listener);
            var reply = server.model().reply(Asked.hello(), scope);

            assertThat(reply.message().text()).isEqualTo("hello");
            assertThat(failures).extracting(ModelException::kind).containsExactly(Kind.RATE_LIMITED);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void whatCannotBeReadMayHaveBeenBilled() {
        assertThat(failure(new Answer(200, "<html>")).kind()).isEqualTo(Kind.MALFORMED_REPLY);
        assertThat(failure(new Answer(200, "{\"choices\":[]}")).kind()).isEqualTo(Kind.MALFORMED_REPLY);
    }

    @Test
    void aServerThatHangsUpMayHaveBilled() {
        var failure = failure(Answer.HANGS_UP);

        assertThat(failure.kind()).isEqualTo(Kind.LOST);
        assertThat(failure.mayHaveBeenBilled()).isTrue();
    }

    @Test
    void theProvidersOwnTimeoutIsALossToo() {
        try (var server = new FakeOpenAi(Answer.HANGS)) {
            var impatient = server.client().timeout(Duration.ofMillis(200)).build();
            var model = LangChain4jModel.of(impatient).withAttempts(1);

            assertThatThrownBy(() -> model.reply(Asked.hello(), CallScope.unlimited()))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST));
        }
    }

    @Test
    void nothingIsSentBehindTheDeadline() {
        try (var server = new FakeOpenAi(Answer.text("late"))) {
            assertThatThrownBy(() -> server.model().reply(Asked.hello(), until(Instant.EPOCH)))
                    .hasMessage("no time is left to ask fake");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotThereBilledNothing() {
        var nowhere = OpenAiChatModel.builder()
                .baseUrl("http://127.0.0.1:1/v1")
                .modelName("fake")
                .maxRetries(0)
                .build();
        var model = LangChain4jModel.of(nowhere).withAttempts(1);

        assertThatThrownBy(() -> model.reply(Asked.hello(), CallScope.unlimited()))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .hasMessageContaining("is its base URL right?");
    }

    @Test
    void anInterruptEndsTheCallAtOnce() throws Exception {
        try (var server = new FakeOpenAi(Answer.HANGS)) {
            var ended = new CompletableFuture<Throwable>();
            var caller = Thread.ofVirtual().start(() -> {
                try {
                    server.model().reply(Asked.hello(), CallScope.unlimited());
                } catch (Throwable e) {
                    ended.complete(e);
                }
            });
            server.awaitRequest();
            caller.interrupt();

            assertThat(ended.join()).isInstanceOf(InterruptedException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anInterruptBeforehandSendsNothing() {
        try (var server = new FakeOpenAi(Answer.text("hello"))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> server.model().reply(Asked.hello(), CallScope.unlimited()))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(server.requests()).isEmpty();
        }
    }
}
