package dev.longhaul.compaction;

import java.util.Optional;

/**
 * Tells a compaction that helps from one that only costs. Pure.
 *
 * <p>There are five {@linkplain Signal signals}. A boundary that shows one is a strike, and {@link Ladder} says what is done
 * about it; a boundary without clears the strikes. Frequency alone is no signal: an agent whose every turn brings something
 * new may compact every few turns for ever.
 *
 * <p>The numbers, each for its reason:
 * <ul>
 *   <li>{@value #STILL_FULL} of the trigger still in use behind a boundary, or less than {@value #LEAST_FREED} of it freed: the
 *       next compaction follows at once, and each costs a reading of the whole context. Compactions that freed less than half a
 *       per cent, over and over, are on record (wire spec §8.2, rows 36 and 37).
 *   <li>{@value #RAPID_TURNS} turns: the span within which the vendor's own agent calls a refill rapid (wire spec §9). It counts
 *       alone there; here it counts only if none of the turns brought a result not seen before, so two boundaries are enough.
 *   <li>Work done again counts if, within ten turns of a boundary, repeated calls are at least as many as new ones, and only
 *       at the second boundary in a row: looking something up once more behind a summary is how an agent finds its feet, and
 *       one that reads its manual again and then does ten new things is well.
 *   <li>{@value #OVERHEAD_TO_BLAME} of the trigger taken by what no compaction can free: more than what is left for work, so a
 *       boundary that does not help is laid to its charge. At {@value #OVERHEAD_ALONE} a boundary within {@value #RAPID_TURNS}
 *       turns of another is a strike whatever the turns brought: each turn then pays for a compaction.
 * </ul>
 */
public final class LoopBreaker {

    /** A context above this share of the trigger after a compaction was not freed enough to go on. */
    public static final double STILL_FULL = 0.9;

    /** A compaction that frees less than this share of the trigger freed next to nothing. */
    public static final double LEAST_FREED = 0.1;

    /** A context that is full again within so many turns, without anything new, was refilled rapidly. */
    public static final int RAPID_TURNS = 3;

    /** From this share of the trigger on, what no compaction can free is to blame. */
    public static final double OVERHEAD_TO_BLAME = 0.5;

    /** From this share of the trigger on, what no compaction can free leaves no room to work. */
    public static final double OVERHEAD_ALONE = 0.75;

    /**
     * What is wrong with a boundary, if anything.
     *
     * @param overhead what of the context behind it no compaction can free
     * @param trigger context tokens that a compaction is to get well below; 0 if compaction is off
     */
    public Optional<Signal> judge(CompactionHistory history, Boundary boundary, Overhead overhead, long trigger) {
        if (boundary.failed()) {
            return Optional.of(new Signal.NoSummary());
        }
        long room = trigger == 0 ? boundary.before() : trigger;
        if (!isEffective(boundary.before(), boundary.after(), room)) {
            var ineffective = new Signal.Ineffective(boundary.after(), room, false);
            return Optional.of(blamed(ineffective, boundary.after(), overhead, room));
        }
        // A retry closes the same stretch of work as the boundary before, which was judged then.
        return history.isRetrying() ? Optional.empty() : ofStretch(history.stretch(), overhead, room);
    }

    /** Whether a boundary that leaves so much frees enough to go on, and for more than the next turn. */
    public boolean leavesRoom(Boundary boundary, long after, Overhead overhead, long trigger) {
        long room = trigger == 0 ? boundary.before() : trigger;
        return isEffective(boundary.before(), after, room) && overhead.total() < OVERHEAD_TO_BLAME * room;
    }

    /** A context compacted below the trigger has no more than itself to free. */
    private static boolean isEffective(long before, long after, long room) {
        return after < STILL_FULL * room && before - after >= LEAST_FREED * Math.min(before, room);
    }

    private static Optional<Signal> ofStretch(Stretch stretch, Overhead overhead, long room) {
        if (stretch.since() == 0) {
            return Optional.empty();
        }
        if (stretch.turns() == 0) {
            return Optional.of(refill(stretch, overhead, room));
        }
        if (!stretch.behindSummary()) {
            // The history was kept, so it was full by right.
            return Optional.empty();
        }
        return ofWork(stretch, overhead, room);
    }

    private static Optional<Signal> ofWork(Stretch stretch, Overhead overhead, long room) {
        if (stretch.contextBehind() >= STILL_FULL * room) {
            var ineffective = new Signal.Ineffective(stretch.contextBehind(), room, true);
            return Optional.of(blamed(ineffective, stretch.contextBehind(), overhead, room));
        }
        boolean rapid = stretch.turns() <= RAPID_TURNS;
        if (rapid && overhead.total() >= OVERHEAD_ALONE * room) {
            return Optional.of(new Signal.FixedOverhead(overhead, room));
        }
        var results = stretch.results();
        if (stretch.repeats() && stretch.repeatedBefore()) {
            return Optional.of(new Signal.RepeatedWork(results.example(), results.repeated(), results.fresh()));
        }
        return rapid && results.fresh() == 0 ? Optional.of(refill(stretch, overhead, room)) : Optional.empty();
    }

    private static Signal refill(Stretch stretch, Overhead overhead, long room) {
        return overhead.total() >= OVERHEAD_TO_BLAME * room
                ? new Signal.FixedOverhead(overhead, room)
                : new Signal.RapidRefill(stretch.turns());
    }

    /** Most of what stays is what no compaction can free, and it is much. */
    private static Signal blamed(Signal.Ineffective ineffective, long after, Overhead overhead, long room) {
        boolean toBlame = overhead.total() >= OVERHEAD_TO_BLAME * room && overhead.total() * 2 > after;
        return toBlame ? new Signal.FixedOverhead(overhead, room) : ineffective;
    }
}
