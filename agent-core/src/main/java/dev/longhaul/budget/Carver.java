package dev.longhaul.budget;

import java.util.EnumMap;

/** Decides what a sub-agent may spend. Pure. */
public final class Carver {

    private Carver() {}

    /** What is set aside for a sub-agent. */
    public sealed interface Share {

        record Granted(Carve carve) implements Share {}

        /** Of one dimension nothing is left to give. */
        record Nothing(Limit limit) implements Share {

            /** In words for the model. */
            public String words() {
                return "no " + limit.words() + " are left for it beside what the rest of the work needs";
            }
        }
    }

    /**
     * An even share of what is left, at most what the sub-agent may spend anyway, and never less than it was given before.
     *
     * @param budget the session's
     * @param taken what is spent or set aside in it, {@code before} included
     * @param kept what the session needs for itself: its next call and the wrap-up behind it
     * @param atMost what the sub-agent may spend, whatever is left
     * @param before what was set aside for it before, or spent by it, if it goes on; else {@link Amounts#NONE}
     * @param sharers how many sub-agents wait for a share, this one included
     */
    public static Share share(Budget budget, Amounts taken, Amounts kept, Budget atMost, Amounts before, int sharers) {
        var limits = new EnumMap<Limit, Long>(Limit.class);
        for (var entry : budget.limits().entrySet()) {
            var limit = entry.getKey();
            if (limit == Limit.WALL_CLOCK) {
                continue;
            }
            long left = Math.max(0, entry.getValue() - taken.of(limit) - kept.of(limit));
            long given = before.of(limit);
            long wanted = Math.max(given, atMost.max(limit).orElse(Long.MAX_VALUE));
            long share = Math.min(wanted, given + Math.ceilDiv(left, sharers));
            if (share == 0) {
                return new Share.Nothing(limit);
            }
            limits.put(limit, share);
        }
        return new Share.Granted(new Carve(limits));
    }
}
