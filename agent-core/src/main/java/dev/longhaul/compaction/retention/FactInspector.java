package dev.longhaul.compaction.retention;

import java.util.List;

/**
 * Inspects by reading: no model, no clock, the same result for the same input, time linear in it. Immutable and
 * thread-safe if its extractors are.
 */
public final class FactInspector implements SummaryInspector {

    private final List<Extractor> extractors;

    /** With the {@linkplain Extractors#standard() standard} extractors. */
    public FactInspector() {
        this(Extractors.standard());
    }

    /**
     * @param extractors find the facts, in the messages and in what will stand for them
     */
    public FactInspector(List<Extractor> extractors) {
        this.extractors = List.copyOf(extractors);
    }

    @Override
    public Retention inspect(Inspection inspection) {
        var tally = new FactTally();
        for (var unit : TextUnits.of(inspection.dropped())) {
            tally.begin(unit);
            read(unit, tally);
        }
        inspection.promoted().forEach(tally::promote);
        var standing = new Standing(
                StandingIndex.of(inspection.standing(), extractors), StandingIndex.of(inspection.tail(), extractors));
        return judge(tally, standing, new Ranking(inspection.dropped().size()));
    }

    private void read(TextUnit unit, FactTally tally) {
        if (unit.speaker() == Speaker.CARRIED) {
            var text = unit.text().toString();
            FactBlock.read(
                    text, 0, text.length(), (group, from, to) -> tally.found(group.kind, from, to, group.speaker));
            return;
        }
        for (var extractor : extractors) {
            extractor.extract(unit, tally);
        }
    }

    private static Retention judge(FactTally tally, Standing standing, Ranking ranking) {
        var kept = new Best(Retention.MOST_LISTED);
        var lost = new Best(Retention.MOST_LISTED);
        double keptWeight = 0;
        double allWeight = 0;
        for (var mention : tally.mentions()) {
            if (mention.settled && !mention.promoted) {
                continue;
            }
            double rank = ranking.of(mention);
            boolean stands = standing.has(mention);
            (stands ? kept : lost).offer(mention, rank);
            if (rank >= RankedFact.WORTH_KEEPING) {
                allWeight += rank;
                keptWeight += stands ? rank : 0;
            }
        }
        return new Retention(kept.ranked(), lost.ranked(), allWeight == 0 ? 1 : Math.min(1, keptWeight / allWeight));
    }

    /** What stands for good, and what stands until the next boundary. */
    private record Standing(StandingIndex text, StandingIndex tail) {

        boolean has(Mention mention) {
            return has(text, mention) || (has(tail, mention) && !mention.outlivesTail());
        }

        private static boolean has(StandingIndex index, Mention mention) {
            return index.has(mention.kind, mention.text, mention.start, mention.end);
        }
    }
}
