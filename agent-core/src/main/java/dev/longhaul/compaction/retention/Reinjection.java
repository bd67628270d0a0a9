package dev.longhaul.compaction.retention;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lost facts that go back behind a boundary. Immutable.
 *
 * @param facts those chosen, the highest rank first; none twice
 * @param text what the model is shown, whole as it is; empty if there are no facts
 */
public record Reinjection(List<RankedFact> facts, String text) {

    /** Nothing goes back. */
    public static final Reinjection NOTHING = new Reinjection(List.of(), "");

    public Reinjection {
        facts = List.copyOf(facts);
    }

    /**
     * Chooses by rank, the promoted ones first, as long as the whole text is within the allowance. What stands in the text of
     * one chosen before is not chosen again, nor is what ranks below {@link RankedFact#WORTH_KEEPING} or was aged out.
     */
    public static Reinjection choose(Retention retention, ReinjectionHistory history, Allowance allowance) {
        var promoted = Set.copyOf(history.promoted());
        var agedOut = Set.copyOf(history.agedOut());
        var chosen = new Choice(allowance);
        var candidates = history.asFirstSaid(retention.lost());
        if (!promoted.isEmpty()) {
            candidates.stream().filter(lost -> promoted.contains(lost.fact())).forEach(chosen::offer);
        }
        for (var lost : candidates) {
            if (!lost.isWorthKeeping()) {
                break;
            }
            if (!agedOut.contains(lost.fact())) {
                chosen.offer(lost);
            }
        }
        return chosen.facts.isEmpty() ? NOTHING : new Reinjection(chosen.facts, FactBlock.render(chosen.facts));
    }

    /** Those chosen so far, and the room they take. */
    private static final class Choice {
        private final Allowance allowance;
        private final List<RankedFact> facts = new ArrayList<>();
        private final Set<FactGroup> groups = EnumSet.noneOf(FactGroup.class);
        private final Set<Fact> stand = new HashSet<>();
        private long chars = FactBlock.frameLength();

        Choice(Allowance allowance) {
            this.allowance = allowance;
        }

        void offer(RankedFact fact) {
            if (stand.contains(fact.fact()) || !FactBlock.canHold(fact)) {
                return;
            }
            var group = FactGroup.of(fact);
            int more = FactBlock.lineLength(fact) + (groups.contains(group) ? 0 : FactBlock.headingLength(group));
            if (!allowance.holds(chars + more)) {
                return;
            }
            chars += more;
            groups.add(group);
            facts.add(fact);
            stand.add(fact.fact());
            stand.addAll(FactParts.of(fact.fact()));
        }
    }
}
