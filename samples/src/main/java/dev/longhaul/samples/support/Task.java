package dev.longhaul.samples.support;

import dev.longhaul.emulator.VisibleBlock;
import dev.longhaul.emulator.VisibleContext;
import dev.longhaul.emulator.VisibleMessage;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the visible words ask for. Pure. */
final class Task {

    private static final Pattern RULE = Pattern.compile(
            "\\buntil\\b[^.]{0,80}\\b(empty|no more|none|nothing)\\b|\\bno more tickets\\b"
                    + "|\\b(all|every)\\b[^.]{0,30}\\btickets?\\b|\\b(whole|entire) queue\\b|\\bthrough the queue\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WRAP_UP = Pattern.compile("\\bwrap(ping)? up\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern GO_ON = Pattern.compile("\\bgo on with\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUMMARY = Pattern.compile("\\bsummar(y|i[sz]e)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TICKET = Pattern.compile("\\b(tickets?|queue)\\b", Pattern.CASE_INSENSITIVE);

    private Task() {}

    /** The sentence that says to go on from ticket to ticket, if it can still be seen. */
    static Optional<String> rule(VisibleContext context) {
        var said = said(context);
        var matcher = RULE.matcher(said);
        return matcher.find() ? Optional.of(sentence(said, matcher.start(), matcher.end())) : Optional.empty();
    }

    private static String sentence(String text, int start, int end) {
        int from = Math.max(text.lastIndexOf('\n', start), text.lastIndexOf('.', start)) + 1;
        int line = text.indexOf('\n', end);
        int stop = text.indexOf('.', end);
        int to = Math.min(line < 0 ? text.length() : line, stop < 0 ? text.length() : stop);
        return text.substring(from, to).strip();
    }

    /** Not if wrapping up is only spoken of: as the end of a task, or as what need not be after all. */
    static boolean asksToWrapUp(VisibleContext context) {
        var last = lastWords(context);
        return WRAP_UP.matcher(last).find()
                && !RULE.matcher(last).find()
                && !GO_ON.matcher(last).find();
    }

    static boolean asksForSummary(VisibleContext context) {
        return SUMMARY.matcher(lastWords(context)).find();
    }

    static boolean mentionsTickets(VisibleMessage message) {
        return TICKET.matcher(texts(message).collect(Collectors.joining("\n"))).find();
    }

    /** Everything that was said to the model, results of tools left out: they inform, they do not instruct. */
    private static String said(VisibleContext context) {
        var told = context.messages().stream()
                .filter(message -> !message.role().equals("assistant"))
                .flatMap(Task::texts);
        var remembered = context.messages().stream()
                .flatMap(message -> message.content().stream())
                .filter(VisibleBlock.Summary.class::isInstance)
                .map(block -> ((VisibleBlock.Summary) block).text());
        return Stream.of(Stream.of(context.system()), remembered, told)
                .flatMap(words -> words)
                .collect(Collectors.joining("\n"));
    }

    /** The last text of the last message, if that is not the model's own. */
    static String lastWords(VisibleContext context) {
        if (context.messages().isEmpty() || context.messages().getLast().role().equals("assistant")) {
            return "";
        }
        return texts(context.messages().getLast()).reduce((first, last) -> last).orElse("");
    }

    private static Stream<String> texts(VisibleMessage message) {
        return message.content().stream()
                .filter(VisibleBlock.Text.class::isInstance)
                .map(block -> ((VisibleBlock.Text) block).text());
    }
}
