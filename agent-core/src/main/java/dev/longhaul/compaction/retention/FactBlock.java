package dev.longhaul.compaction.retention;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text in which lost facts go back to the model, and its reading at the next boundary: what we put back ourselves must
 * not count as said anew by the user. Pure.
 */
final class FactBlock {

    static final String OPEN = "<restored-facts>";
    static final String CLOSE = "</restored-facts>";

    private static final String LEAD = "Exact details from before the summary, which it leaves out.";
    private static final String ITEM = "- ";
    private static final String CONTEXT = " (in: ";

    /** Takes the facts of a block as they are read. */
    @FunctionalInterface
    interface Reader {
        void fact(FactGroup group, int start, int end);
    }

    private FactBlock() {}

    /** Characters of a block without facts. */
    static int frameLength() {
        return OPEN.length() + LEAD.length() + CLOSE.length() + 2;
    }

    static int lineLength(RankedFact fact) {
        return line(fact).length() + 1;
    }

    static int headingLength(FactGroup group) {
        return group.heading.length() + 1;
    }

    /** Whether a fact can be written so that it reads back as it was. */
    static boolean canHold(RankedFact fact) {
        var text = fact.fact().text();
        return !text.contains("restored-facts") && text.chars().noneMatch(Character::isISOControl);
    }

    static String render(List<RankedFact> facts) {
        var groups = new EnumMap<FactGroup, List<String>>(FactGroup.class);
        for (var fact : facts) {
            groups.computeIfAbsent(FactGroup.of(fact), g -> new ArrayList<>()).add(line(fact));
        }
        var text = new StringBuilder(OPEN).append('\n').append(LEAD).append('\n');
        groups.forEach((group, lines) -> {
            text.append(group.heading).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.append(CLOSE).toString();
    }

    private static String line(RankedFact ranked) {
        var text = ranked.fact().text();
        var context = ranked.origin().context().replace(CONTEXT, " (").replace("restored-facts", "");
        boolean hasContext = !context.isBlank() || text.contains(CONTEXT);
        return ITEM + text + (hasContext ? CONTEXT + context + ")" : "");
    }

    /** Reads the facts of a block, from {@code start} to before {@code end} of the text. */
    static void read(String text, int start, int end, Reader reader) {
        FactGroup group = null;
        int at = start;
        while (at < end) {
            int newline = text.indexOf('\n', at);
            int lineEnd = newline < 0 || newline > end ? end : newline;
            group = readLine(text, at, lineEnd, group, reader);
            at = lineEnd + 1;
        }
    }

    private static @Nullable FactGroup readLine(
            String text, int start, int end, @Nullable FactGroup group, Reader reader) {
        if (!text.startsWith(ITEM, start)) {
            var headed = FactGroup.headed(text.substring(start, end));
            return headed == null ? group : headed;
        }
        int from = start + ITEM.length();
        int context = end > from && text.charAt(end - 1) == ')' ? text.lastIndexOf(CONTEXT, end) : -1;
        int to = context > from ? context : end;
        if (group != null && from < to) {
            reader.fact(group, from, to);
        }
        return group;
    }
}
