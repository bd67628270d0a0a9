package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.VisibleMessage;
import dev.longhaul.emulator.VisibleTool;
import dev.longhaul.model.Cancellation;
import dev.longhaul.model.Json;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tools.AnnotatedTools;
import java.util.ArrayList;
import java.util.List;

/** Brain and desk at work with nothing between them: no wire, no runtime. Compacts as told. */
final class Shift {

    private static final int MOST_TURNS = 2_000;

    private final SupportBrain brain = new SupportBrain();
    private final SupportDesk desk;
    private final ToolBox tools;
    private final boolean pinned;
    private final boolean keepsTail;
    private List<VisibleMessage> messages = new ArrayList<>(List.of(user(new VisibleBlock.Text(SupportAgent.TASK))));
    private int ids;
    private int compactions;

    Shift(SupportDesk desk, boolean pinned, boolean keepsTail) {
        this.desk = desk;
        this.tools = new ToolBox(AnnotatedTools.of(new SupportTools(desk)));
        this.pinned = pinned;
        this.keepsTail = keepsTail;
    }

    /** Decides when to compact. */
    interface Trigger {
        boolean isReached(int turn, long chars);
    }

    /** Works until the brain ends its turn; what it said then. */
    String work(Trigger trigger) {
        for (int turn = 1; turn <= MOST_TURNS; turn++) {
            if (messages.size() > 2 && trigger.isReached(turn, chars())) {
                compact();
            }
            var answer = brain.answer(context(true));
            if (Seen.tools(answer).isEmpty()) {
                return Seen.text(answer);
            }
            run(answer);
        }
        throw new AssertionError("still at work after " + MOST_TURNS + " turns");
    }

    int compactions() {
        return compactions;
    }

    SupportDesk desk() {
        return desk;
    }

    private void compact() {
        compactions++;
        var behind = new ArrayList<VisibleMessage>();
        behind.add(new VisibleMessage(
                "assistant", List.of(new VisibleBlock.Summary(brain.summarise(context(false), null)))));
        var words = new VisibleBlock.Text("Continue the work." + (pinned ? "\n\n" + SupportAgent.TASK : ""));
        if (keepsTail) {
            behind.add(messages.get(messages.size() - 2));
            var results = new ArrayList<>(messages.getLast().content());
            results.removeIf(VisibleBlock.Text.class::isInstance);
            results.add(words);
            behind.add(new VisibleMessage("user", results));
        } else {
            behind.add(user(words));
        }
        messages = behind;
    }

    private void run(Answer answer) {
        var said = new ArrayList<VisibleBlock>();
        var results = new ArrayList<VisibleBlock>();
        for (var block : answer.content()) {
            if (block.path("type").asText().equals("text")) {
                said.add(new VisibleBlock.Text(block.path("text").asText()));
            } else {
                var call = new ToolCall(
                        "call-" + ids++,
                        block.path("name").asText(),
                        new Json(block.path("input").toString()));
                said.add(new VisibleBlock.ToolUse(call.id(), call.name(), block.path("input")));
                results.add(result(call));
            }
        }
        messages.add(new VisibleMessage("assistant", said));
        messages.add(new VisibleMessage("user", results));
    }

    private VisibleBlock result(ToolCall call) {
        try {
            var result = tools.run(call, new ToolContext("s", "s:" + call.id(), new Cancellation()));
            return new VisibleBlock.ToolResult(call.id(), result.text(), result.isError());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private VisibleContext context(boolean toolsAllowed) {
        var offered = tools.specs().stream()
                .<VisibleTool>map(spec -> new VisibleTool(spec.name(), spec.description(), tree(spec.inputSchema())))
                .toList();
        return new VisibleContext(SupportAgent.SYSTEM, messages, offered, toolsAllowed, 4_096);
    }

    private static JsonNode tree(Json json) {
        return Tickets.json(json.text());
    }

    private long chars() {
        return messages.stream()
                .flatMap(message -> message.content().stream())
                .mapToLong(block -> block.toString().length())
                .sum();
    }

    private static VisibleMessage user(VisibleBlock block) {
        return new VisibleMessage("user", List.of(block));
    }
}
