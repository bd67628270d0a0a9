package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RateLimitException;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.runner.langchain4j.FakeOpenAi.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why the bridge is as it is. A new version of LangChain4j that differs fails here first. */
class ProviderFactsTest {

    @Test
    void unlessToldOtherwiseOneCallMayBeThreeRequests() {
        try (var server = new FakeOpenAi(new Answer(500, "oops"))) {
            var untold = server.client().maxRetries(null).build();

            assertThatThrownBy(() -> untold.chat("hi")).hasMessageContaining("oops");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aFailureKeepsStatusAndBodyAndNoHeaders() {
        try (var server = new FakeOpenAi(Answer.error(429, "rate_limit_exceeded", "slow down"))) {
            var client = server.client().build();

            assertThatThrownBy(() -> client.chat("hi"))
                    .isInstanceOf(RateLimitException.class)
                    .hasCauseInstanceOf(HttpException.class)
                    .hasMessageContaining("\"code\":\"rate_limit_exceeded\"");
        }
    }

    @Test
    void openAiIsNotToldThatAToolFailed() {
        var call = ToolExecutionRequest.builder()
                .id("a")
                .name("look")
                .arguments("{}")
                .build();
        var result = ToolExecutionResultMessage.builder()
                .id("a")
                .toolName("look")
                .text("too dark")
                .isError(true)
                .build();
        try (var server = new FakeOpenAi(Answer.text("hello"))) {
            server.client().build().chat(List.<ChatMessage>of(UserMessage.from("go"), AiMessage.from(call), result));

            assertThat(server.lastRequest().path("messages").get(2).fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("role", "tool_call_id", "content");
        }
    }

    @Test
    void openAiIsNotToldThatUnknownArgumentsAreRefused() throws Exception {
        var closed = new ToolSpec(
                "look", "Looks.", new Json("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}"));
        var request = new ModelRequest("", List.of(closed), List.of(Message.user("hi")), 100, ToolChoice.AUTO, null);
        try (var server = new FakeOpenAi(Answer.text("hello"))) {
            server.model().reply(request, CallScope.unlimited());

            assertThat(server.lastRequest().at("/tools/0/function/parameters").has("additionalProperties"))
                    .isFalse();
        }
    }
}
