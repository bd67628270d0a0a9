package dev.longhaul.runner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A model that turns pages as long as it can see that it has to, and the book it turns. */
final class PageReader implements Brain {

    static final String TASK = "Read until THE END.";

    @Override
    public Answer answer(VisibleContext context) {
        var words = context.messages().stream()
                .flatMap(message -> message.content().stream())
                .toList();
        var read = words.stream()
                .filter(VisibleBlock.ToolResult.class::isInstance)
                .map(VisibleBlock.ToolResult.class::cast)
                .toList();
        boolean knowsTask = words.stream()
                .anyMatch(b -> b instanceof VisibleBlock.Text t && t.text().contains(TASK));
        if (!context.toolsAllowed()) {
            return Answer.text("I had to stop before the end.");
        }
        if (!read.isEmpty() && read.getLast().text().contains("[last page]")) {
            return Answer.text("I have read it all.");
        }
        return knowsTask
                ? Answer.call("turn_page", JsonNodeFactory.instance.objectNode())
                : Answer.text("What was I doing?");
    }

    @Override
    public String summarise(VisibleContext context, @Nullable String instructions) {
        return "Some pages were read.";
    }

    /** A book of so many pages, each of so many characters. */
    static final class Book implements Tool {

        private final int pages;
        private final String page;
        private final AtomicInteger turned = new AtomicInteger();

        Book(int pages, int charsPerPage) {
            this.pages = pages;
            this.page = "word ".repeat(charsPerPage / 5);
        }

        int turned() {
            return turned.get();
        }

        @Override
        public ToolSpec spec() {
            return new ToolSpec("turn_page", "The next page.", new Json("{\"type\":\"object\",\"properties\":{}}"));
        }

        /** Pages are shown whole, however long: these tests are about contexts that are too large. */
        @Override
        public CallPolicy policy() {
            return CallPolicy.DEFAULT.maxResultTokens(1_000_000);
        }

        @Override
        public ToolResult call(ToolCall call, ToolContext context) {
            int number = turned.incrementAndGet();
            return ToolResult.of(call, number >= pages ? "[last page]" : "[page " + number + "] " + page);
        }
    }
}
