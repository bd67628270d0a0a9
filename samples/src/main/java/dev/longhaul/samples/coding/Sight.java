package dev.longhaul.samples.coding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.VisibleMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the work stands, read off what is visible and nothing else, in order. For one thread. */
final class Sight {

    /** By this a summary of this model is known again, in whatever form it comes back. */
    static final String SUMMARY = "Summary of the work on the code.";

    static final String FINISHED_LAST = "Finished last: ";

    private static final String UNKNOWN = "The outcome of ";

    private static final Pattern LAST = Pattern.compile("^" + FINISHED_LAST + "(.+)$", Pattern.MULTILINE);
    private static final Pattern SALT = Pattern.compile("\\bKW-[0-9A-F]{4}-[0-9A-F]{4}\\b");
    private static final Pattern TESTS = Pattern.compile("Tests: `([^`\n]+)`");

    private final Map<String, VisibleBlock.ToolUse> calls = new HashMap<>();
    private final List<Result> recent = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private Todo todo = Todo.NONE;
    private String finishedLast = "";
    private boolean summarised;
    private boolean behindBoundary;

    private Sight() {}

    /** What a call answered. */
    record Result(String tool, JsonNode input, String text, boolean isError) {

        String path() {
            return input.path("path").asText();
        }
    }

    static Sight of(VisibleContext context) {
        var sight = new Sight();
        context.messages().forEach(sight::see);
        return sight;
    }

    /** The same, at the beginning of another item. */
    Sight withoutResults() {
        var other = new Sight();
        other.words.addAll(words);
        return other;
    }

    Todo todo() {
        return todo;
    }

    /** The item that was finished when the summary was written; empty if that is not the last thing known. */
    String finishedLast() {
        return finishedLast;
    }

    boolean isSummarised() {
        return summarised;
    }

    /** Whether nothing was said yet since the last summary. */
    boolean isBehindBoundary() {
        return behindBoundary;
    }

    /** The results since the list was written last that fit, the errors left out. */
    Optional<Result> recent(Predicate<Result> fitting) {
        return recent.stream()
                .filter(result -> !result.isError() && fitting.test(result))
                .reduce((first, last) -> last);
    }

    /** The errors since the list was written last, but for calls of which nobody knows how they went: a crash is no error. */
    List<Result> errors() {
        return recent.stream()
                .filter(result -> result.isError() && !result.text().startsWith(UNKNOWN))
                .toList();
    }

    /** The salt of the check digits, if it stands anywhere in view with the words that say what it is. */
    Optional<String> salt() {
        return words.stream().flatMap(text -> saltIn(text).stream()).findFirst();
    }

    /** Whether one of the last results says it. */
    boolean readsSalt() {
        return recent.stream().anyMatch(result -> saltIn(result.text()).isPresent());
    }

    /** The command that runs the tests, if the rules that name it are in view. */
    Optional<String> testCommand() {
        return words.stream()
                .map(TESTS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static Optional<String> saltIn(String text) {
        return text.lines()
                .filter(line -> line.contains("salt of the check digits"))
                .map(SALT::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    private void see(VisibleMessage message) {
        if (message.role().equals("assistant")) {
            behindBoundary = false;
        }
        message.content().forEach(block -> see(block, message.role().equals("user")));
    }

    private void see(VisibleBlock block, boolean isUser) {
        switch (block) {
            case VisibleBlock.Summary(String text) -> remember(text);
            case VisibleBlock.Text(String text) -> hear(text, isUser);
            case VisibleBlock.ToolUse call -> {
                calls.put(call.id(), call);
                if (call.name().equals(Todo.TOOL)) {
                    todo = Todo.written(call.input());
                    finishedLast = "";
                    recent.clear();
                }
            }
            case VisibleBlock.ToolResult result -> learn(result);
            case VisibleBlock.Other other -> {}
        }
    }

    private void remember(String text) {
        words.add(text);
        summarised = true;
        todo = Todo.NONE;
        recent.clear();
        var last = LAST.matcher(text);
        finishedLast = last.find() ? last.group(1).strip() : "";
    }

    private void hear(String text, boolean isUser) {
        if (text.contains(SUMMARY)) {
            remember(text);
        } else {
            words.add(text);
        }
        if (isUser && summarised) {
            behindBoundary |= text.contains("was compacted into the summary");
            Todo.pinnedIn(text).ifPresent(list -> todo = list);
        }
    }

    private void learn(VisibleBlock.ToolResult result) {
        words.add(result.text());
        var call = calls.get(result.toolUseId());
        if (call != null && !call.name().equals(Todo.TOOL)) {
            recent.add(new Result(call.name(), call.input(), result.text(), result.isError()));
        }
    }
}
