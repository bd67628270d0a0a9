package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.longhaul.model.CallListener;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.runner.langchain4j.FakeOpenAi.Answer;
import dev.longhaul.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A provider that does not answer keeps nobody waiting. The clock stands still, so all that passes is the wait itself. */
class DeadlineTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static void askFor(Duration time, ChatModel chatModel) throws Exception {
        var parameters = DefaultChatRequestParameters.EMPTY;
        var attempt = new ChatModelAttempt(
                chatModel,
                "fake",
                Duration.ofMinutes(10),
                new SettableClock(NOW),
                new ChatRequestWriter(parameters, tokens -> parameters, false),
                new ChatReplyReader("fake", OptionalLong.empty()));
        attempt.reply(Asked.hello(), new CallScope(NOW.plus(time), new Cancellation(), CallListener.NONE));
    }

    /** Never answers, and tells when it is interrupted. */
    private record Silent(CompletableFuture<Thread> interrupted) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(Thread.currentThread());
            }
            throw new IllegalStateException("given up");
        }
    }

    /** Never answers, and does not heed an interrupt. */
    private record Deaf(CountDownLatch released) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            while (true) {
                try {
                    released.await();
                    throw new IllegalStateException("given up");
                } catch (InterruptedException deaf) {
                    // It waits on.
                }
            }
        }
    }

    @Test
    void aServerThatHangsIsNotWaitedForPastTheDeadline() {
        try (var server = new FakeOpenAi(Answer.HANGS)) {
            assertThatThrownBy(
                            () -> askFor(Duration.ofMillis(50), server.client().build()))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST))
                    .hasMessageContaining("fake gave no reply within");
        }
    }

    @Test
    void theCallThatNobodyWaitsForIsInterrupted() {
        var interrupted = new CompletableFuture<Thread>();

        assertThatThrownBy(() -> askFor(Duration.ofMillis(50), new Silent(interrupted)))
                .isInstanceOf(ModelException.class);
        assertThat(interrupted.join().isVirtual()).isTrue();
    }

    @Test
    void notEvenAProviderThatIgnoresInterruptsKeepsTheCaller() {
        var released = new CountDownLatch(1);

        assertThatThrownBy(() -> askFor(Duration.ofMillis(50), new Deaf(released)))
                .isInstanceOf(ModelException.class);
        released.countDown();
    }
}
