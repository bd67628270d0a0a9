package dev.longhaul.samples.support;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * How much the simulated model's summaries keep of what is exact. Each exact thing it sees (a code, an amount, a date, a
 * request that names one) comes into a summary with the same chance, drawn anew at each summary; what one summary left out,
 * no later one can bring back. The same seed draws the same. Immutable.
 *
 * @param share the chance, from 0 (the gist and nothing exact) to 1 (everything)
 * @param seed what is drawn from
 */
public record Recall(double share, long seed) {

    /** The gist and nothing exact. */
    public static final Recall GIST = new Recall(0, 0);

    public Recall {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a summary cannot keep a share of " + share + ": give 0 to 1");
        }
    }

    /**
     * Whether a summary keeps something.
     *
     * @param exact what it may keep
     * @param done tickets done when it is written, which tells one summary from the next
     */
    boolean keeps(String exact, int done) {
        return new SplittableRandom(Objects.hash(seed, exact, done)).nextDouble() < share;
    }
}
