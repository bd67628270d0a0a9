package dev.longhaul.compaction.retention;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a boundary kept and what it lost. Immutable.
 *
 * @param kept facts that stand behind the boundary, the highest rank first, at most {@link #MOST_LISTED}
 * @param lost facts that do not, likewise; also a name in use that only the kept tail has, for the next boundary closes that
 *     and a name does not tell what it is for
 * @param score the share of rank that was kept, from 0 to 1, counting all facts worth keeping and not only those listed; 1
 *     if there was none
 */
public record Retention(List<RankedFact> kept, List<RankedFact> lost, double score) {

    /** How many facts each list has at most. */
    public static final int MOST_LISTED = 2_000;

    /** Nothing to keep, nothing lost. */
    public static final Retention NOTHING = new Retention(List.of(), List.of(), 1);

    public Retention {
        kept = List.copyOf(kept);
        lost = List.copyOf(lost);
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a retention score is between 0 and 1, not " + score);
        }
    }

    /**
     * With more facts lost; one that was lost already is listed once, at the higher rank, and one that a higher one says is not
     * listed again. The score stays what reading alone makes of it.
     */
    public Retention andLost(List<RankedFact> more) {
        var all = new LinkedHashMap<Fact, RankedFact>();
        Stream.concat(more.stream().filter(fact -> !isSaidAbove(fact)), lost.stream())
                .sorted(Comparator.comparingDouble(RankedFact::rank).reversed())
                .forEach(fact -> all.putIfAbsent(fact.fact(), fact));
        return new Retention(kept, all.values().stream().limit(MOST_LISTED).toList(), score);
    }

    private boolean isSaidAbove(RankedFact fact) {
        return lost.stream().takeWhile(above -> above.rank() >= fact.rank()).anyMatch(above -> above.fact()
                .normalForm()
                .contains(fact.fact().normalForm()));
    }

    /** The lost facts that should have been kept, the highest rank first. */
    public List<RankedFact> lostWorthKeeping() {
        return lost.stream().filter(RankedFact::isWorthKeeping).toList();
    }
}
