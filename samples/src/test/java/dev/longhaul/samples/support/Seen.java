package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.VisibleMessage;
import dev.longhaul.emulator.VisibleTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds what a model is shown, message by message. */
final class Seen {

    static final String TICKET = "{\"id\":\"T-1\",\"customer_name\":\"Ana Silva\",\"subject\":\"Charged twice\","
            + "\"description\":\"Two charges of $49.99, see ORD-123456.\",\"category\":\"billing\"}";
    static final String ARTICLE =
            "{\"results\":[{\"title\":\"Refunds\",\"text\":\"# Refunds\\n\\nA customer who was charged"
                    + " twice gets the second charge back at once.\"}]}";
    static final String EMPTY = "{\"error\":\"The queue is empty.\",\"processed\":1,\"total\":1}";
    static final String OK = "{\"success\":true}";

    private static final Map<Step, String> VALUES = Map.of(
            Step.CLASSIFY,
            "billing",
            Step.SEARCH,
            "charged twice",
            Step.PRIORITISE,
            "high",
            Step.ROUTE,
            "billing-team");

    private final List<VisibleMessage> messages = new ArrayList<>();
    private boolean toolsAllowed = true;
    private int maxTokens = 4_096;
    private int ids;

    static Seen task() {
        return new Seen().user(SupportAgent.TASK);
    }

    Seen user(String text) {
        return add("user", new VisibleBlock.Text(text));
    }

    Seen says(String text) {
        return add("assistant", new VisibleBlock.Text(text));
    }

    Seen summary(String text) {
        return add("assistant", new VisibleBlock.Summary(text));
    }

    /** One call and its result. */
    Seen call(String tool, String input, String result) {
        return call(tool, input, result, false);
    }

    /** One call that did not go well, or not at all. */
    Seen failed(String tool, String input, String error) {
        return call(tool, input, error, true);
    }

    private Seen call(String tool, String input, String result, boolean isError) {
        var id = "call-" + ids++;
        add("assistant", new VisibleBlock.ToolUse(id, tool, Tickets.json(input)));
        return add("user", new VisibleBlock.ToolResult(id, result, isError));
    }

    /** A step on a ticket that went well. */
    Seen step(Step step, String ticket, String value) {
        return call(
                step.tool(),
                "{\"ticket_id\":\"%s\",\"%s\":\"%s\"}".formatted(ticket, step.argument(), value),
                step == Step.SEARCH ? ARTICLE : OK);
    }

    /** A ticket fetched and taken through the steps before {@code end}. */
    Seen workedUpTo(Step end) {
        call(View.FETCH, "{}", TICKET);
        for (var step : Step.values()) {
            if (step.compareTo(end) < 0) {
                step(step, "T-1", VALUES.getOrDefault(step, ""));
            }
        }
        return this;
    }

    Seen plus(String text) {
        var last = messages.removeLast();
        messages.add(new VisibleMessage(
                last.role(),
                Stream.concat(last.content().stream(), Stream.of(new VisibleBlock.Text(text)))
                        .toList()));
        return this;
    }

    Seen withoutTools() {
        toolsAllowed = false;
        return this;
    }

    Seen maxTokens(int tokens) {
        maxTokens = tokens;
        return this;
    }

    VisibleContext context() {
        var tools = Stream.concat(
                        Stream.of(View.FETCH), Stream.of(Step.values()).map(Step::tool))
                .map(name -> new VisibleTool(name, "", MissingNode.getInstance()))
                .toList();
        return new VisibleContext(SupportAgent.SYSTEM, messages, tools, toolsAllowed, maxTokens);
    }

    Answer answer() {
        return new SupportBrain().answer(context());
    }

    String summarised() {
        return new SupportBrain().summarise(context(), null);
    }

    /** The tools an answer calls. */
    static List<String> tools(Answer answer) {
        return calls(answer).map(block -> block.path("name").asText()).toList();
    }

    /** An argument of an answer's only call. */
    static String argument(Answer answer, String name) {
        return calls(answer)
                .map(block -> block.path("input").path(name).asText())
                .findFirst()
                .orElse("no call");
    }

    static String text(Answer answer) {
        return answer.content().stream()
                .map(block -> block.path("text").asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Stream<ObjectNode> calls(Answer answer) {
        return answer.content().stream()
                .filter(block -> block.path("type").asText().equals("tool_use"));
    }

    private Seen add(String role, VisibleBlock block) {
        messages.add(new VisibleMessage(role, List.of(block)));
        return this;
    }
}
