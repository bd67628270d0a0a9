package dev.longhaul.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longhaul.model.Block;
import dev.longhaul.model.CallListener;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.testkit.ProviderAnswer.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Model} promises. Implement the two factories, over a fake or simulated provider that does as it is told,
 * and the tests run against your adapter. Close what you opened in an {@code @AfterEach}.
 */
@Timeout(60)
public interface ModelContract {

    /** A model whose provider gives these answers, one to each request. */
    Model model(ProviderAnswer... answers) throws Exception;

    /** A model whose provider cannot be reached: nothing listens there. */
    Model unreachable() throws Exception;

    /** Whether the provider compacts on its own; where it does not, that test is skipped. */
    default boolean compacts() {
        return true;
    }

    private static ModelReply ask(Model model, Message... context) throws ModelException, InterruptedException {
        return model.reply(request(null, context), CallScope.unlimited());
    }

    private static ModelRequest request(@Nullable CompactionRequest compaction, Message... context) {
        var look = new ToolSpec("look", "Looks at something.", new Json("{\"type\":\"object\",\"properties\":{}}"));
        return new ModelRequest("Work.", List.of(look), Arrays.asList(context), 4_096, ToolChoice.AUTO, compaction);
    }

    private static Call call(String input) {
        return new Call("look", new Json(input));
    }

    @Test
    default void itHasAName() throws Exception {
        assertThat(model().name()).isNotBlank();
    }

    @Test
    default void wordsComeBackAsText() throws Exception {
        var reply = ask(model(new ProviderAnswer.Says("It is noon.")), Message.user("What time is it?"));
        assertThat(reply.message().text()).isEqualTo("It is noon.");
        assertThat(reply.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(reply.toolUses()).isEmpty();
    }

    @Test
    default void anyTextComesBackAsItWas() throws Exception {
        var text = "\"Grüße\"\n\t日本 \uD83D\uDC4B \\ \u2028 </end>";
        assertThat(ask(model(new ProviderAnswer.Repeats()), Message.user(text))
                        .message()
                        .text())
                .isEqualTo(text);
    }

    @Test
    default void aReplySaysWhatItCost() throws Exception {
        var reply = ask(model(new ProviderAnswer.Says("It is noon.")), Message.user("What time is it?"));
        assertThat(reply.usage().billed().prompt()).isPositive();
        assertThat(reply.usage().billed().output()).isPositive();
        assertThat(reply.usage().context()).isPresent();
    }

    @Test
    default void aCallCarriesItsToolAndInput() throws Exception {
        var calls = new ProviderAnswer.Calls(List.of(call("{\"at\":{\"x\":1,\"y\":[true,null]}}")));
        var reply = ask(model(calls), Message.user("Look."));
        assertThat(reply.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(reply.toolUses()).singleElement().satisfies(use -> {
            assertThat(use.name()).isEqualTo("look");
            assertThat(use.id()).isNotBlank();
            assertThat(use.input().tree())
                    .isEqualTo(
                            call("{\"at\":{\"x\":1,\"y\":[true,null]}}").input().tree());
        });
    }

    @Test
    default void severalCallsKeepTheirOrderAndHaveIdsOfTheirOwn() throws Exception {
        var calls = new ProviderAnswer.Calls(List.of(call("{\"n\":1}"), call("{\"n\":2}"), call("{\"n\":3}")));
        var reply = ask(model(calls), Message.user("Look."));
        assertThat(reply.toolUses())
                .extracting(use -> use.input().tree().path("n").asInt())
                .containsExactly(1, 2, 3);
        assertThat(reply.toolUses()).extracting(Block.ToolUse::id).doesNotHaveDuplicates();
    }

    @Test
    default void theResultOfACallReachesTheProvider() throws Exception {
        var model = model(new ProviderAnswer.Calls(List.of(call("{}"))), new ProviderAnswer.Repeats());
        var task = Message.user("Look.");
        var called = ask(model, task);
        var result = new Block.ToolResult(called.toolUses().getFirst().id(), "It is green.", false);
        var reply = ask(model, task, called.message(), Message.user(List.of(result)));
        assertThat(reply.message().text()).isEqualTo("It is green.");
    }

    @Test
    default void aReplyThatWasCutOffSaysSo() throws Exception {
        var reply = ask(model(new ProviderAnswer.IsCutOff("The answer is")), Message.user("Well?"));
        assertThat(reply.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(reply.message().text()).startsWith("The");
    }

    @Test
    default void aRefusalIsAReply() throws Exception {
        var reply = ask(model(new ProviderAnswer.Refuses()), Message.user("Do harm."));
        assertThat(reply.stopReason()).isEqualTo(StopReason.REFUSAL);
    }

    @Test
    default void aCompactionPausesAndItsBlockIsTakenBack() throws Exception {
        assumeTrue(compacts(), "this provider does not compact");
        var model = model(new ProviderAnswer.Summarises("We looked."), new ProviderAnswer.Says("On we go."));
        var threshold = new CompactionRequest.Threshold(50_000, null);
        var pause = model.reply(request(threshold, Message.user("word ".repeat(100_000))), CallScope.unlimited());
        assertThat(pause.isPause()).isTrue();
        assertThat(pause.compaction())
                .hasValueSatisfying(block -> assertThat(block.summary()).isEqualTo("We looked."));
        assertThat(pause.usage().compaction().prompt()).isPositive();
        assertThat(pause.usage().context()).isEmpty();
        var reply = model.reply(request(threshold, pause.message(), Message.user("Go on.")), CallScope.unlimited());
        assertThat(reply.message().text()).isEqualTo("On we go.");
    }

    @Test
    default void aProviderOutOfReachIsToldApart() throws Exception {
        var model = unreachable();
        var soon = new CallScope(Instant.now().plusSeconds(2), new Cancellation(), CallListener.NONE);
        var failure = catchThrowableOfType(
                ModelException.class, () -> model.reply(request(null, Message.user("Anybody?")), soon));
        assertThat(failure.kind()).isEqualTo(ModelException.Kind.UNREACHABLE);
        assertThat(failure.mayHaveBeenBilled()).isFalse();
        assertThat(failure).hasMessageMatching("(?s).*\\w.*");
    }

    @Test
    default void anInterruptEndsTheCall() throws Exception {
        var model = model(new ProviderAnswer.Hangs());
        Callable<ModelReply> call = () -> ask(model, Message.user("Well?"));
        var asked = new FutureTask<>(call);
        var thread = Thread.ofVirtual().start(asked);
        // Whether the request is still being sent or already waiting, the interrupt has to end it.
        thread.join(Duration.ofMillis(200));
        thread.interrupt();
        assertThat(asked)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(InterruptedException.class);
    }

    @Test
    default void oneModelServesManySessionsAtOnce() throws Exception {
        var answers = new ProviderAnswer[20];
        Arrays.fill(answers, new ProviderAnswer.Repeats());
        var model = model(answers);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<>(IntStream.range(0, answers.length)
                    .mapToObj(session -> executor.submit(() -> ask(model, Message.user("I am session " + session))))
                    .toList());
            for (int session = 0; session < asked.size(); session++) {
                assertThat(asked.get(session)
                                .get(30, TimeUnit.SECONDS)
                                .message()
                                .text())
                        .isEqualTo("I am session " + session);
            }
        }
    }
}
