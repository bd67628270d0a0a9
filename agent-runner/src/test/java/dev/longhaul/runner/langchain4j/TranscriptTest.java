package dev.longhaul.runner.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.longhaul.model.Block;
import dev.longhaul.model.Image;
import dev.longhaul.model.Json;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelException;
import dev.longhaul.testing.Replies;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a context becomes. */
class TranscriptTest {

    private static List<ChatMessage> of(Message... context) throws ModelException {
        return Transcript.of("", List.of(context), false);
    }

    @Test
    void theSystemSpeaksFirstIfItSaysSomething() throws Exception {
        assertThat(Transcript.of("Be brief.", List.of(Message.user("hi")), false))
                .containsExactly(SystemMessage.from("Be brief."), UserMessage.from("hi"));
        assertThat(of(Message.user("hi"))).containsExactly(UserMessage.from("hi"));
    }

    @Test
    void severalTextsOfOneSideAreOneText() throws Exception {
        var context = of(
                Message.user(List.of(new Block.Text("the task"), new Block.Text("a pin"))),
                Message.user("and more"),
                Message.assistant(List.of(new Block.Text("I see."), new Block.Text("Well."))));

        assertThat(context)
                .containsExactly(UserMessage.from("the task\n\na pin\n\nand more"), AiMessage.from("I see.\n\nWell."));
    }

    @Test
    void resultsNameTheirToolsAndComeBeforeTheUsersWords() throws Exception {
        var context = of(
                Message.user("go"),
                Message.assistant(List.of(
                        new Block.ToolUse("a", "look", Json.EMPTY_OBJECT),
                        new Block.ToolUse("b", "listen", Json.EMPTY_OBJECT))),
                Message.user(List.of(
                        new Block.ToolResult("a", "a tree", false),
                        new Block.ToolResult("b", "no ears", true),
                        new Block.Text("wrap up"))));

        assertThat(((AiMessage) context.get(1)).toolExecutionRequests()).hasSize(2);
        assertThat(context.get(2)).isEqualTo(result("a", "look", "a tree", false));
        assertThat(context.get(3)).isEqualTo(result("b", "listen", "Error: no ears", true));
        assertThat(context.get(4)).isEqualTo(UserMessage.from("wrap up"));
    }

    private static final Image DOT = new Image("image/gif", "R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=");

    private static List<ChatMessage> withImage(boolean seesImages) throws ModelException {
        return Transcript.of(
                "",
                List.of(
                        Message.user("go"),
                        Message.assistant(List.of(
                                new Block.ToolUse("a", "look", Json.EMPTY_OBJECT),
                                new Block.ToolUse("b", "listen", Json.EMPTY_OBJECT))),
                        Message.user(List.of(
                                new Block.ToolResult("a", "a dot", false, List.of(DOT), null),
                                new Block.ToolResult("b", "silence", false),
                                new Block.Text("wrap up")))),
                seesImages);
    }

    @Test
    void images_stand_behind_all_results_where_any_model_takes_them() throws Exception {
        var context = withImage(true);
        assertThat(context.get(2)).isEqualTo(result("a", "look", "a dot\n(image 1 is shown below)", false));
        assertThat(context.get(3)).isEqualTo(result("b", "listen", "silence", false));
        assertThat(context.get(4))
                .isEqualTo(UserMessage.from(
                        TextContent.from("Image 1, of the result of look:"),
                        ImageContent.from(DOT.base64(), "image/gif"),
                        TextContent.from("wrap up")));
        assertThat(context).hasSize(5);
    }

    @Test
    void a_model_that_does_not_see_reads_that_there_was_an_image() throws Exception {
        var context = withImage(false);
        assertThat(context.get(2))
                .isEqualTo(result(
                        "a",
                        "look",
                        "a dot\n(an image that this model is not shown: image/gif, 1 x 1 pixels, 26 bytes)",
                        false));
        assertThat(context.get(4)).isEqualTo(UserMessage.from("wrap up"));
    }

    private static ToolExecutionResultMessage result(String id, String tool, String text, boolean isError) {
        return ToolExecutionResultMessage.builder()
                .id(id)
                .toolName(tool)
                .text(text)
                .isError(isError)
                .build();
    }

    @Test
    void aSummaryIsSaidByTheUsersSide() throws Exception {
        var context = of(
                Message.assistant(List.of(Replies.compaction("Two of three are done."))),
                Message.user("Go on."),
                Message.assistant(List.of(new Block.Text("Yes."))));

        assertThat(context)
                .containsExactly(
                        UserMessage.from("Summary of the conversation so far:\n\nTwo of three are done.\n\nGo on."),
                        AiMessage.from("Yes."));
    }

    @Test
    void aFailedCompactionAndForeignThinkingAreLeftOut() throws Exception {
        var thinking = new Block.Thinking(new Json("{\"type\":\"thinking\",\"signature\":\"s\"}"));
        var context = of(
                Message.user("hi"),
                Message.assistant(List.of(Replies.compaction(null), thinking)),
                Message.user("still there?"));

        assertThat(context).containsExactly(UserMessage.from("hi\n\nstill there?"));
    }

    @Test
    void aBlockOnlyItsProviderCanReadIsRefusedByName() {
        var opaque = new Block.Opaque("server_tool_use", new Json("{\"type\":\"server_tool_use\"}"));

        assertThatThrownBy(() -> of(Message.assistant(List.of(opaque))))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.kind()).isEqualTo(ModelException.Kind.INVALID_REQUEST))
                .hasMessageContaining("server_tool_use");
    }

    @Test
    void argumentsThatAreNoObjectGoBackInsideOne() throws Exception {
        var context = of(Message.assistant(List.of(new Block.ToolUse("a", "look", new Json("\"{\\\"at\\\": 1\"")))));

        assertThat(((AiMessage) context.getFirst()).toolExecutionRequests())
                .extracting(request -> request.arguments())
                .containsExactly("{\"not_an_object\":\"{\\\"at\\\": 1\"}");
    }
}
