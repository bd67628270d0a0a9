package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.StopReason;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reply becomes. */
class ChatReplyReaderTest {

    private static ModelReply read(@Nullable FinishReason reason, AiMessage message, ModelRequest request) {
        var response = ChatResponse.builder().aiMessage(message).finishReason(reason);
        return new ChatReplyReader("fake", OptionalLong.empty()).read(response.build(), request);
    }

    private static ModelReply read(@Nullable FinishReason reason, ToolExecutionRequest... calls) {
        return read(reason, AiMessage.from(calls), Asked.hello());
    }

    private static ToolExecutionRequest call(@Nullable String id, @Nullable String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name("look")
                .arguments(arguments)
                .build();
    }

    private static StopReason stop(@Nullable FinishReason reason) {
        return read(reason, AiMessage.from("hello"), Asked.hello()).stopReason();
    }

    @Test
    void aReasonNotGivenIsNeverDone() {
        assertThat(stop(null)).isEqualTo(StopReason.UNKNOWN);
        assertThat(stop(FinishReason.OTHER)).isEqualTo(StopReason.UNKNOWN);
        assertThat(stop(FinishReason.STOP)).isEqualTo(StopReason.END_TURN);
        assertThat(stop(FinishReason.LENGTH)).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(stop(FinishReason.CONTENT_FILTER)).isEqualTo(StopReason.REFUSAL);
    }

    @Test
    void callsAreRunWhateverWordCameWithThem() {
        assertThat(read(FinishReason.STOP, call("a", "{}")).stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(read(null, call("a", "{}")).stopReason()).isEqualTo(StopReason.TOOL_USE);
    }

    @Test
    void butNotIfTheReplyWasCutOffOrFiltered() {
        assertThat(read(FinishReason.LENGTH, call("a", "{}")).stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(read(FinishReason.CONTENT_FILTER, call("a", "{}")).stopReason())
                .isEqualTo(StopReason.REFUSAL);
    }

    @Test
    void missingAndRepeatedIdsAreReplaced() {
        var reply = read(null, call(null, "{}"), call("a", "{}"), call("a", "{}"), call(" ", "{}"));

        assertThat(reply.toolUses()).extracting(Block.ToolUse::id).containsExactly("call_1", "a", "call_2", "call_3");
    }

    @Test
    void aMadeIdIsNewInTheContext() {
        var asked = Asked.with(
                Message.user("go"),
                Message.assistant(List.of(new Block.ToolUse("call_2", "look", Json.EMPTY_OBJECT))),
                Message.user(List.of(new Block.ToolResult("call_2", "a tree", false))));
        var reply = read(null, AiMessage.from(call(null, "{}")), asked);

        assertThat(reply.toolUses()).extracting(Block.ToolUse::id).containsExactly("call_3");
        assertThat(read(null, AiMessage.from(call(null, "{}")), asked)).isEqualTo(reply);
    }

    @Test
    void argumentsAreAlwaysJson() {
        var reply = read(null, call("a", null), call("b", "{\"at\": 1}"), call("c", "{\"at\": "));

        assertThat(reply.toolUses())
                .extracting(Block.ToolUse::input)
                .containsExactly(new Json("{}"), new Json("{\"at\": 1}"), new Json("\"{\\\"at\\\": \""));
    }

    @Test
    void anEmptyReplyHasNoBlocks() {
        var reply = read(FinishReason.STOP, AiMessage.builder().build(), Asked.hello());

        assertThat(reply.content()).isEmpty();
        assertThat(reply.usage()).isEqualTo(ReplyUsage.NONE);
        assertThat(reply.model()).isEqualTo("fake");
    }
}
