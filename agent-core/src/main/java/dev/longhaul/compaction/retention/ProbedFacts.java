package dev.longhaul.compaction.retention;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model names as lost. It may point, never invent: what does not stand word for word in the messages that are
 * closed is left out, as is what stands already. Pure.
 */
public final class ProbedFacts {

    /** No more lines than this are read. */
    public static final int MOST = 40;

    /** Longer ones are no exact detail. */
    private static final int LONGEST = 200;

    private static final int SHORTEST = 2;

    /** Above what use alone can bring a fact to, below what the user asked for. */
    private static final double RANK = 10;

    private static final Pattern BULLET = Pattern.compile("^(?:[-*+\u2022]|\\d{1,3}[.)])\\s+");
    private static final Pattern MARKED =
            Pattern.compile("`([^`]+)`|\"([^\"]+)\"|\u201c([^\u201d]+)\u201d|\\*\\*([^*]+)\\*\\*");

    private final String closed;
    private final int lastMessage;
    private final StandingIndex standing;

    private ProbedFacts(Inspection inspection) {
        this.closed = onOneLine(StandingText.of(inspection.dropped()));
        this.lastMessage = Math.max(0, inspection.dropped().size() - 1);
        this.standing = StandingIndex.of(inspection.standing() + "\n" + inspection.tail(), Extractors.standard());
    }

    /**
     * The facts in a reply, the first one first; each ranks below what the user asked for and above all else.
     *
     * @param reply one fact a line; bullets, marks and labels around them are forgiven
     */
    public static List<RankedFact> in(String reply, Inspection inspection) {
        var probed = new ProbedFacts(inspection);
        Set<Fact> facts = new LinkedHashSet<>();
        reply.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST)
                .forEach(line -> probed.said(line)
                        .map(ProbedFacts::fact)
                        .filter(fact -> !probed.standing.has(fact))
                        .ifPresent(facts::add));
        return facts.stream().map(probed::ranked).toList();
    }

    private RankedFact ranked(Fact fact) {
        return new RankedFact(fact, 1, lastMessage, RANK, new RankedFact.Origin(Speaker.CARRIED, ""));
    }

    /** The longest reading of a line that was said. */
    private Optional<String> said(String line) {
        return readings(line).stream()
                .filter(reading -> reading.length() >= SHORTEST && reading.length() <= LONGEST)
                .filter(closed::contains)
                .findFirst();
    }

    private static List<String> readings(String line) {
        var readings = new ArrayList<String>();
        var bare = onOneLine(BULLET.matcher(line).replaceFirst(""));
        readings.add(line);
        readings.add(bare);
        int label = bare.indexOf(": ");
        if (label >= 0) {
            readings.add(bare.substring(label + 2));
        }
        var marked = MARKED.matcher(bare);
        while (marked.find()) {
            for (int group = 1; group <= marked.groupCount(); group++) {
                add(marked.group(group), readings);
            }
        }
        return readings;
    }

    private static void add(@Nullable String reading, List<String> readings) {
        if (reading != null) {
            readings.add(reading.strip());
        }
    }

    private static String onOneLine(String text) {
        return Snippet.line(text, 0, text.length());
    }

    /** As what the extractors would have found it; an order is told as words that were said, not as an order. */
    private static Fact fact(String said) {
        var whole = new Whole(said.length());
        var unit = new TextUnit(Speaker.RESULT, 0, said, false);
        Extractors.standard().forEach(extractor -> extractor.extract(unit, whole));
        return new Fact(whole.kind == FactKind.OBLIGATION ? FactKind.QUOTE : whole.kind, said);
    }

    /** Remembers the kind of a fact that is the whole text. */
    private static final class Whole implements FactSink {
        private final int length;
        private FactKind kind = FactKind.QUOTE;

        Whole(int length) {
            this.length = length;
        }

        @Override
        public void found(FactKind found, int start, int end) {
            if (start == 0 && end == length) {
                kind = found;
            }
        }

        @Override
        public void found(FactKind found, String text) {}

        @Override
        public void settled(FactKind found, int start, int end) {}
    }
}
