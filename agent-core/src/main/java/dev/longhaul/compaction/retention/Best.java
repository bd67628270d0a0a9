package dev.longhaul.compaction.retention;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the highest-ranked facts of many, in bounded space. Not thread-safe. */
final class Best {

    private record Place(Mention mention, double rank, int order) {}

    /** Of two with one rank, the one said first goes first, so that the same input gives the same list. */
    private static final Comparator<Place> BEST_LAST =
            Comparator.comparingDouble(Place::rank).thenComparing(Place::order, Comparator.reverseOrder());

    private final int most;
    private final PriorityQueue<Place> places = new PriorityQueue<>(BEST_LAST);
    private int order;

    Best(int most) {
        this.most = most;
    }

    void offer(Mention mention, double rank) {
        var worst = places.peek();
        boolean full = places.size() == most;
        if (!full || (worst != null && rank > worst.rank())) {
            if (full) {
                places.remove();
            }
            places.add(new Place(mention, rank, order));
        }
        order++;
    }

    /** The best first. */
    List<RankedFact> ranked() {
        return places.stream().sorted(BEST_LAST.reversed()).map(Best::ranked).toList();
    }

    private static RankedFact ranked(Place place) {
        var mention = place.mention();
        return new RankedFact(mention.fact(), mention.uses(), mention.last, place.rank(), origin(mention));
    }

    private static RankedFact.Origin origin(Mention mention) {
        boolean obligation = mention.kind == FactKind.OBLIGATION;
        return new RankedFact.Origin(obligation ? mention.owner : mention.unit.speaker(), context(mention));
    }

    private static String context(Mention mention) {
        return mention.kind.isBare() && mention.unit.speaker() != Speaker.CARRIED
                ? Snippet.around(mention.text, mention.start, mention.end)
                : "";
    }
}
