package dev.longhaul.loop;

import static dev.longhaul.testing.Replies.call;
import static dev.longhaul.testing.Replies.calls;
import static dev.longhaul.testing.Replies.pause;
import static dev.longhaul.testing.Replies.reply;
import static dev.longhaul.testing.Replies.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.model.Block;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.SessionState;
import dev.longhaul.tool.TodoList;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The to-do list is what the calls in the journal say it is, and stands behind every boundary. */
class TodoTest {

    private static Tool todo() {
        return TestTools.doing(
                TodoList.TOOL,
                (call, context) ->
                        ToolResult.of(call, TodoList.read(call.input()).checklist()));
    }

    private static Json list(String text, String status) {
        return new Json("{\"items\":[{\"text\":\"" + text + "\",\"status\":\"" + status + "\"}]}");
    }

    private static ModelReply write(String id, String text, String status) {
        return call(id, TodoList.TOOL, list(text, status).text());
    }

    private static TestRun run(ModelReply... script) throws Exception {
        return TestAgent.replying(script)
                .tools(todo(), TestTools.saying("look", "green"))
                .pins(Pin.task(), Pin.todo())
                .inspector(new FactInspector())
                .run();
    }

    @Test
    void theListStandsBehindTheBoundaryAsItWasWrittenLast() throws Exception {
        var run = run(
                write("t1", "call the smith", "pending"),
                write("t2", "call the smith", "in_progress"),
                call("c1", "look", "{}"),
                pause("We looked."),
                text("Done."));
        assertThat(run.lastWords(4)).containsOnlyOnce("<pinned name=\"todo\">\n- [~] call the smith\n</pinned>");
    }

    @Test
    void anEmptyListPinsNothing() throws Exception {
        var run = run(
                write("t1", "call the smith", "pending"),
                call("t2", TodoList.TOOL, "{\"items\":[]}"),
                call("c1", "look", "{}"),
                pause("We looked."),
                text("Done."));
        assertThat(run.lastWords(4)).doesNotContain("smith", "\"todo\"");
    }

    @Test
    void aCallThatWasRefusedChangesNothing() throws Exception {
        var run = run(write("t1", "call the smith", "pending"), write("t2", "sleep", "maybe"), text("Done."));
        assertThat(run.results(2)).singleElement().matches(Block.ToolResult::isError);
        assertThat(run.state().memory().todo().checklist()).isEqualTo("- [ ] call the smith");
    }

    @Test
    void aCallThatWasCutOffChangesNothing() throws Exception {
        var run = run(
                reply(
                        StopReason.MAX_TOKENS,
                        List.of(new Block.ToolUse("t1", TodoList.TOOL, list("half a", "pending")))),
                text("Done."));
        assertThat(run.state().memory().todo()).isEqualTo(TodoList.EMPTY);
    }

    @Test
    void ofTwoListsInOneReplyTheLastOneStands() throws Exception {
        var run = run(
                calls(
                        new Block.ToolUse("t1", TodoList.TOOL, list("first", "pending")),
                        new Block.ToolUse("t2", TodoList.TOOL, list("second", "pending"))),
                text("Done."));
        assertThat(run.state().memory().todo().checklist()).isEqualTo("- [ ] second");
    }

    @Test
    void theJournalUpToAnyEventHasTheListOfThatMoment() throws Exception {
        var run = run(write("t1", "first", "pending"), write("t2", "second", "pending"), text("Done."));
        var lists = run.journal().stream()
                .map(entry -> SessionState.of(run.journal().subList(0, (int) entry.seq())))
                .map(state -> state.memory().todo().checklist())
                .distinct()
                .toList();
        assertThat(lists).containsExactly("", "- [ ] first", "- [ ] second");
    }

    @Test
    void whatWasStruckOffIsNotPutBackAsLost() throws Exception {
        var run = run(
                write("t1", "call the smith about ORD-77", "pending"),
                write("t2", "call the smith about ORD-77", "pending"),
                write("t3", "rest", "pending"),
                call("c1", "look", "{}"),
                pause("We looked."),
                text("Done."));
        assertThat(run.lastWords(5)).contains("- [ ] rest").doesNotContain("ORD-77");
    }

    @Test
    void anotherToolOfThatNameIsNoListUnlessOneIsPinned() throws Exception {
        var run = TestAgent.replying(write("t1", "first", "pending"), text("Done."))
                .tools(todo())
                .run();
        assertThat(run.state().memory().todo()).isEqualTo(TodoList.EMPTY);
    }
}
