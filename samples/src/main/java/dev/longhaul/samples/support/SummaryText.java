package dev.longhaul.samples.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The simulated model's summaries: the gist of the work and where it stands. Writing one and reading it back are all the
 * memory it has across a boundary.
 *
 * @param done tickets completed so far
 * @param lastDone the last of them, or null
 * @param atHand the ticket in work, or null
 * @param finished whether the desk has said that nothing is left
 */
record SummaryText(
        int done, @Nullable String lastDone, @Nullable TicketCase atHand, boolean finished) {

    private static final Pattern PROGRESS = Pattern.compile("^Progress: (\\d+) ", Pattern.MULTILINE);
    private static final String NONE = "none";
    private static final String FINISHED = "Queue: finished, the desk says.";

    private static final String WORK = """
            I work at a support desk and handle customers' tickets, one after the other, with the desk's tools. For each one I \
            fetch it, classify it, look for help in the knowledge base, set a priority, route it to a team, draft a reply and \
            mark it complete.""";

    private static final String MANNER = """
            So far the work went well. The replies were polite and complete: each took up what the customer had written, \
            said what the knowledge base advises, and told the customer what happens next. The teams follow up from there.""";

    /** Whether the text is such a summary. */
    static boolean isOne(String text) {
        return PROGRESS.matcher(text).find() && text.contains("\nTicket at hand: ");
    }

    /** Reads what it can; of a text that is not such a summary, nothing. */
    static SummaryText read(String text) {
        var progress = PROGRESS.matcher(text);
        int done = progress.find() ? parsed(progress.group(1)) : 0;
        return new SummaryText(
                done, field(text, "Last ticket done").orElse(null), caseIn(text), text.contains(FINISHED));
    }

    /** What is exact about the ticket at hand. */
    List<String> facts() {
        return atHand == null ? List.of() : Facts.of(atHand.words());
    }

    /**
     * The summary.
     *
     * @param kept lines with what is exact: what is recalled, or what the instructions asked for
     */
    String written(List<String> kept) {
        var lines = new ArrayList<String>();
        lines.add(WORK);
        lines.add("");
        lines.add("Progress: " + done + (done == 1 ? " ticket is done." : " tickets are done."));
        lines.add("Last ticket done: " + (lastDone == null ? NONE : lastDone));
        lines.add("Ticket at hand: " + (atHand == null ? NONE : atHand.id()));
        if (atHand != null) {
            lines.add("Customer: " + Facts.gist(atHand.customer()));
            lines.add("Subject: " + Facts.gist(atHand.subject()));
            lines.add("Steps done: " + steps(atHand));
            lines.add("Next step: " + atHand.next().map(Step::ahead).orElse(NONE));
        }
        if (finished) {
            lines.add(FINISHED);
        }
        lines.add("");
        lines.add(MANNER);
        lines.addAll(kept);
        return String.join("\n", lines);
    }

    private static String steps(TicketCase ticket) {
        var told = new ArrayList<String>(List.of("fetched"));
        ticket.taken().forEach((step, value) -> told.add(step.told(value)));
        return String.join("; ", told);
    }

    private static @Nullable TicketCase caseIn(String text) {
        var id = field(text, "Ticket at hand");
        if (id.isEmpty()) {
            return null;
        }
        var ticket = new TicketCase(
                id.get(),
                field(text, "Customer").orElse(""),
                field(text, "Subject").orElse(""));
        for (var words : field(text, "Steps done").orElse("").split("; ", -1)) {
            Arrays.stream(Step.values())
                    .forEach(step -> step.heard(words).ifPresent(value -> ticket.take(step, value)));
        }
        return ticket;
    }

    private static Optional<String> field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .filter(value -> !value.isEmpty() && !value.equals(NONE))
                .findFirst();
    }

    private static int parsed(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
