package dev.longhaul.compaction;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Climbs from a boundary that did not help to the next thing to do about it. Pure.
 *
 * <p>One rung a strike, in the order of {@link Rung}, and none twice while the strikes last; a rung that cannot help is
 * passed over. Nothing is given up before the third strike: a summariser that calls a tool, or writes too much, mostly mends
 * at the second try, and the field has settled on three (wire spec §8.2). Three rungs mend, one stands in, then comes the last
 * word: so the end is at the third strike at the earliest and at the fifth at the latest.
 */
public final class Ladder {

    /** Strikes in a row before anything is given up. */
    public static final int STRIKES = 3;

    private Ladder() {}

    /**
     * The first remedy that can help, above the rung that was reached.
     *
     * @param before the strikes without the one at hand
     * @param remedies what a rung can do here; empty if nothing
     * @return empty if none can help, and it is too early to give up
     */
    public static <R> Optional<R> climb(Strikes before, Function<Rung, Optional<R>> remedies) {
        boolean mayGiveUp = before.inARow() + 1 >= STRIKES;
        return Arrays.stream(Rung.values())
                .filter(rung -> rung.compareTo(before.reached()) > 0 || rung == Rung.STOP)
                .filter(rung -> mayGiveUp || !rung.givesUp())
                .flatMap(rung -> remedies.apply(rung).stream())
                .findFirst();
    }
}
