package dev.longhaul.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small, honest brain for trying a client by hand. It does what the last message says in the form {@code call NAME
 * {json}}, one call per such line if the tool is on offer; otherwise it says what it sees. Its summary keeps the first
 * sentence of every text and forgets the rest. Deterministic and without state.
 */
public final class EchoBrain implements Brain {

    private static final Pattern CALL = Pattern.compile("\\bcall ([a-zA-Z0-9_-]+) (\\{.*})");
    private static final int SENTENCE_CHARACTERS = 160;

    @Override
    public Answer answer(VisibleContext context) {
        List<Answer.Call> calls = context.toolsAllowed() ? calls(context) : List.of();
        return calls.isEmpty() ? Answer.text(sight(context)) : Answer.calls(null, calls);
    }

    @Override
    public @Nullable String summarise(VisibleContext context, @Nullable String instructions) {
        return context.messages().stream()
                .flatMap(message ->
                        message.content().stream().map(block -> message.role() + ": " + firstSentence(text(block))))
                .filter(line -> !line.endsWith(": "))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static List<Answer.Call> calls(VisibleContext context) {
        List<Answer.Call> calls = new ArrayList<>();
        for (VisibleBlock block : last(context)) {
            if (block instanceof VisibleBlock.Text(String text)) {
                Matcher matcher = CALL.matcher(text);
                while (matcher.find()) {
                    ObjectNode input = object(matcher.group(2));
                    if (input != null && isOffered(context, matcher.group(1))) {
                        calls.add(new Answer.Call(matcher.group(1), input));
                    }
                }
            }
        }
        return calls;
    }

    private static List<VisibleBlock> last(VisibleContext context) {
        return context.messages().isEmpty()
                ? List.of()
                : context.messages().getLast().content();
    }

    private static boolean isOffered(VisibleContext context, String name) {
        return context.tools().stream().anyMatch(tool -> tool.name().equals(name));
    }

    private static @Nullable ObjectNode object(String json) {
        try {
            JsonNode node = Json.read(json);
            return node instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String sight(VisibleContext context) {
        String last = last(context).stream().map(EchoBrain::text).collect(Collectors.joining(" "));
        return "I am an emulator. I see %d message(s) and %d tool(s). The last message starts: %s"
                .formatted(context.messages().size(), context.tools().size(), firstSentence(last));
    }

    private static String text(VisibleBlock block) {
        return switch (block) {
            case VisibleBlock.Text(String text) -> text;
            case VisibleBlock.Summary(String text) -> text;
            case VisibleBlock.ToolResult result -> result.text();
            case VisibleBlock.ToolUse call -> "called " + call.name() + ".";
            case VisibleBlock.Other other -> "a block of type " + other.type() + ".";
        };
    }

    private static String firstSentence(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        int stop = line.indexOf(". ");
        String sentence = stop < 0 ? line : line.substring(0, stop + 1);
        return sentence.length() <= SENTENCE_CHARACTERS ? sentence : sentence.substring(0, SENTENCE_CHARACTERS) + "...";
    }
}
