package dev.longhaul.samples.support;

import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A code that is to stand in every reply, as far as that can be seen. It is known from one sentence that has both the code
 * and the wish, wherever that stands: in a ticket, in a summary, in what the user's side says. It is also known from a
 * visible reply of one's own that carries it, for a model goes on as it began. A bare code says nothing. Pure.
 *
 * @param code what to write
 */
record ReplyReference(String code) {

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]\\s+|[\\n\"]|\\\\n");
    private static final Pattern EVERY_REPLY = Pattern.compile(
            "\\b(every|each|all)\\b.{0,40}\\b(reply|replies|responses?|answers?)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,}-[A-Z0-9-]*\\d\\b");
    private static final String LINE = "Reference: ";

    /** The latest to be seen. */
    static Optional<ReplyReference> in(VisibleContext context) {
        Set<String> fetches = new HashSet<>();
        return context.messages().stream()
                .flatMap(message -> message.content().stream())
                .flatMap(block -> heard(block, fetches))
                .reduce((earlier, later) -> later);
    }

    /** The line by which a reply carries it. */
    String line() {
        return LINE + code;
    }

    /** The line by which a summary does. */
    String remembered() {
        return "Wanted in every reply: the reference " + code;
    }

    private static Stream<ReplyReference> heard(VisibleBlock block, Set<String> fetches) {
        return switch (block) {
            case VisibleBlock.Text(String text) -> asked(text);
            case VisibleBlock.Summary(String text) -> asked(text);
            case VisibleBlock.ToolUse call -> {
                if (call.name().equals(View.FETCH)) {
                    fetches.add(call.id());
                }
                yield call.name().equals(Step.DRAFT.tool()) ? written(call) : Stream.of();
            }
            case VisibleBlock.ToolResult result ->
                fetches.contains(result.toolUseId()) ? asked(result.text()) : Stream.of();
            case VisibleBlock.Other other -> Stream.of();
        };
    }

    private static Stream<ReplyReference> asked(String text) {
        return Arrays.stream(SENTENCE_END.split(text))
                .filter(sentence -> EVERY_REPLY.matcher(sentence).find())
                .flatMap(sentence ->
                        CODE.matcher(sentence).results().limit(1).map(code -> new ReplyReference(code.group())));
    }

    private static Stream<ReplyReference> written(VisibleBlock.ToolUse draft) {
        return draft.input()
                .path(Step.DRAFT.argument())
                .asText()
                .lines()
                .filter(line -> line.startsWith(LINE))
                .map(line -> new ReplyReference(line.substring(LINE.length())));
    }
}
