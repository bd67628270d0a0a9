package dev.longhaul.runner;

import dev.longhaul.compaction.Compaction;
import dev.longhaul.model.Block;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Json;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.testing.Replies;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * An editor that has reports read, side by side, by readers who take {@value #PAGES} pages each. What they say follows from
 * what they see, so any process can go on with them.
 */
public final class Reading {

    public static final int PAGES = 3;

    private Reading() {}

    /** What happens when a page is turned. */
    @FunctionalInterface
    public interface Turning {
        void turned(ToolContext context) throws InterruptedException;
    }

    /** The editor, who has so many readers. */
    public static AgentRunnerBuilder editor(int readers, Turning turning) {
        return editor(readers, turning, reader -> reader);
    }

    /** The same with readers that differ in something. */
    static AgentRunnerBuilder editor(int readers, Turning turning, UnaryOperator<AgentRunnerBuilder> change) {
        var reader = AgentRunner.builder()
                .model(new Reader())
                .compaction(Compaction.off())
                .tools(new Pages(turning));
        return AgentRunner.builder()
                .model(new Editor(readers))
                .compaction(Compaction.off())
                .tools(SubAgent.tool("reader", "Reads a report.", change.apply(reader)));
    }

    private static int results(ModelRequest request) {
        return (int) request.messages().stream()
                .flatMap(message -> message.blocks(Block.ToolResult.class))
                .count();
    }

    private record Editor(int readers) implements Model {

        @Override
        public String name() {
            return "editor";
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) {
            return results(request) > 0
                    ? Replies.text("All read.")
                    : Replies.calls(IntStream.rangeClosed(1, readers)
                            .mapToObj(i -> new Block.ToolUse(
                                    "c" + i, "reader", new Json("{\"task\":\"Read report " + i + ".\"}")))
                            .toArray(Block.ToolUse[]::new));
        }
    }

    private record Reader() implements Model {

        @Override
        public String name() {
            return "reader";
        }

        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) {
            int page = results(request);
            return page < PAGES
                    ? Replies.call("t" + page, "turn", "{\"page\":" + page + "}")
                    : Replies.text("I have read it.");
        }
    }

    private record Pages(Turning turning) implements Tool {

        @Override
        public ToolSpec spec() {
            return new ToolSpec("turn", "Turns a page.", new Json("{\"type\":\"object\"}"));
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) throws InterruptedException {
            turning.turned(context);
            return ToolResult.of(call, "a page");
        }
    }
}
