package dev.longhaul.runner.langchain4j;

import static dev.longhaul.runner.langchain4j.FakeOpenAi.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.longhaul.model.Block;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.runner.langchain4j.FakeOpenAi.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The bridge with langchain4j-open-ai over real HTTP. */
class LangChain4jModelTest {

    private static ModelReply ask(Answer answer) throws Exception {
        try (var server = new FakeOpenAi(answer)) {
            return server.model().withAttempts(1).reply(Asked.hello(), CallScope.unlimited());
        }
    }

    private static JsonNode sent(ModelRequest request) throws Exception {
        try (var server = new FakeOpenAi(Answer.text("hello"))) {
            server.model().reply(request, CallScope.unlimited());
            return server.lastRequest();
        }
    }

    @Test
    void aTextComesBackWithItsCost() throws Exception {
        var reply = ask(Answer.text("hello"));

        assertThat(reply.content()).containsExactly(new Block.Text("hello"));
        assertThat(reply.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(reply.usage().billed()).isEqualTo(Usage.of(100, 10));
        assertThat(reply.id()).isEqualTo("chatcmpl-1");
        assertThat(reply.model()).isEqualTo("fake-1");
    }

    @Test
    void cachedTokensAreCountedApartFromTheOthers() throws Exception {
        var reply = ask(Answer.counted("{\"role\":\"assistant\",\"content\":\"hello\"}", "stop", """
                {"prompt_tokens":2000,"completion_tokens":10,"total_tokens":2010,
                 "prompt_tokens_details":{"cached_tokens":1536}}"""));

        assertThat(reply.usage().billed()).isEqualTo(new Usage(464, 10, 0, 0, 1536));
        assertThat(reply.usage().context()).hasValue(2000);
    }

    @Test
    void systemToolsAndLimitGoOut() throws Exception {
        var sent = sent(Asked.hello());

        assertThat(sent.path("model").asText()).isEqualTo("fake");
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(100);
        assertThat(sent.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(sent.at("/messages/0/content").asText()).isEqualTo("Be brief.");
        assertThat(sent.at("/messages/1/content").asText()).isEqualTo("hi");
        assertThat(sent.at("/tools/0/function/name").asText()).isEqualTo("look");
        assertThat(sent.has("tool_choice")).isFalse();
    }

    @Test
    void forbiddenToolsStayDescribed() throws Exception {
        var asked = Asked.hello();
        var sent = sent(new ModelRequest(asked.system(), asked.tools(), asked.messages(), 100, ToolChoice.NONE, null));

        assertThat(sent.path("tool_choice").asText()).isEqualTo("none");
        assertThat(sent.path("tools")).hasSize(1);
    }

    @Test
    void callsAndResultsGoBackInPairs() throws Exception {
        var sent = sent(Asked.with(
                Message.user("look twice"),
                Message.assistant(List.of(
                        new Block.Text("I look."),
                        new Block.ToolUse("a", "look", Json.EMPTY_OBJECT),
                        new Block.ToolUse("b", "look", new Json("{\"at\":1}")))),
                Message.user(List.of(
                        new Block.ToolResult("a", "a tree", false), new Block.ToolResult("b", "too dark", true)))));

        assertThat(sent.at("/messages/2/tool_calls/1/function/arguments").asText())
                .isEqualTo("{\"at\":1}");
        assertThat(sent.at("/messages/3/tool_call_id").asText()).isEqualTo("a");
        assertThat(sent.at("/messages/4/tool_call_id").asText()).isEqualTo("b");
        assertThat(sent.at("/messages/4/content").asText()).isEqualTo("Error: too dark");
    }

    @Test
    void parallelCallsComeBackInOrder() throws Exception {
        var reply = ask(Answer.calls(call("a", "look", "{}"), call("b", "look", "{\"at\":1}")));

        assertThat(reply.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(reply.toolUses())
                .containsExactly(
                        new Block.ToolUse("a", "look", new Json("{}")),
                        new Block.ToolUse("b", "look", new Json("{\"at\":1}")));
    }

    @Test
    void anOutputLimitCanBeToldInTheProvidersOwnWords() throws Exception {
        try (var server = new FakeOpenAi(Answer.text("hello"))) {
            server.model()
                    .withOutputLimit(tokens -> OpenAiChatRequestParameters.builder()
                            .maxCompletionTokens(tokens)
                            .build())
                    .reply(Asked.hello(), CallScope.unlimited());

            assertThat(server.lastRequest().path("max_completion_tokens").asInt())
                    .isEqualTo(100);
            assertThat(server.lastRequest().has("max_tokens")).isFalse();
            assertThat(server.lastRequest().path("tools")).hasSize(1);
        }
    }

    @Test
    void aLimitTheOwnerSetIsNotExceeded() throws Exception {
        try (var server = new FakeOpenAi(Answer.text("hello"))) {
            var model = LangChain4jModel.of(server.client().maxTokens(40).build());
            model.reply(Asked.hello(), CallScope.unlimited());

            assertThat(server.lastRequest().path("max_tokens").asInt()).isEqualTo(40);
        }
    }

    @Test
    void aReplyCutOffIsToldFromOneThatFilledTheWindow() throws Exception {
        var cutOff = Answer.message("{\"role\":\"assistant\",\"content\":\"and then\"}", "length");

        assertThat(ask(cutOff).stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        try (var server = new FakeOpenAi(cutOff)) {
            var full = server.model().withContextWindow(110).reply(Asked.hello(), CallScope.unlimited());
            assertThat(full.stopReason()).isEqualTo(StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED);
        }
    }

    @Test
    void aFilteredReplyIsARefusal() throws Exception {
        var filtered = ask(Answer.message("{\"role\":\"assistant\",\"content\":\"I\"}", "content_filter"));
        var declined = ask(Answer.message("{\"role\":\"assistant\",\"refusal\":\"I won't.\"}", "stop"));
        var blocked = ask(Answer.error(400, "content_filter", "The prompt was filtered."));

        assertThat(filtered.stopReason()).isEqualTo(StopReason.REFUSAL);
        assertThat(declined.stopReason()).isEqualTo(StopReason.REFUSAL);
        assertThat(declined.message().text()).isEqualTo("I won't.");
        assertThat(blocked.stopReason()).isEqualTo(StopReason.REFUSAL);
        assertThat(blocked.message().text()).isEqualTo("The prompt was filtered.");
    }

    @Test
    void aReasonNobodyKnowsIsNotDone() throws Exception {
        var reply = ask(Answer.message("{\"role\":\"assistant\",\"content\":\"I\"}", "bored"));

        assertThat(reply.stopReason()).isEqualTo(StopReason.UNKNOWN);
    }

    @Test
    void aReplyWithoutCountsIsSaidOnceAndCountsAsNothing() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(LangChain4jModel.class);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        log.addAppender(said);
        var uncounted = Answer.counted("{\"role\":\"assistant\",\"content\":\"hello\"}", "stop", "null");
        try (var server = new FakeOpenAi(uncounted)) {
            var model = server.model();
            model.reply(Asked.hello(), CallScope.unlimited());
            var reply = model.reply(Asked.hello(), CallScope.unlimited());

            assertThat(reply.usage().billed()).isEqualTo(Usage.NONE);
            assertThat(said.list).hasSize(1);
        } finally {
            log.detachAppender(said);
        }
    }

    @Test
    void compactionOnTheServerIsRefusedWithTheFix() {
        var asked = Asked.hello();
        var compacting = new ModelRequest(
                asked.system(),
                asked.tools(),
                asked.messages(),
                100,
                ToolChoice.AUTO,
                new CompactionRequest.Threshold(60_000, null));
        try (var server = new FakeOpenAi(Answer.text("never"))) {
            assertThatThrownBy(() -> server.model().reply(compacting, CallScope.unlimited()))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_REQUEST))
                    .hasMessageContaining("Compaction.off()");
        }
    }

    @Test
    void itIsCalledAsItWasBuiltUnlessNamedAnew() {
        try (var server = new FakeOpenAi(Answer.HANGS)) {
            assertThat(server.model().name()).isEqualTo("fake");
            assertThat(server.model().withName("ours").name()).isEqualTo("ours");
        }
    }

    @Test
    void whatLeavesNoRoomIsRefused() {
        try (var server = new FakeOpenAi(Answer.HANGS)) {
            var model = server.model();

            assertThatThrownBy(() -> model.withAttempts(0)).hasMessageContaining("attempts of 0");
            assertThatThrownBy(() -> model.withContextWindow(-1)).hasMessageContaining("window of -1");
            assertThatThrownBy(() -> model.withRequestTimeout(Duration.ZERO)).hasMessageContaining("timeout");
        }
    }
}
