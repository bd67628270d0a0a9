package dev.longhaul.compaction;

import dev.longhaul.model.Block;
import dev.longhaul.model.Usage;
import java.time.Duration;

/**
 * A compaction's place in the history. All sizes are tokens.
 *
 * @param number from 1, failed ones counted
 * @param form who compacted
 * @param block what the provider sent
 * @param before the context that was compacted: reported where known, else estimated, and never below the trigger
 * @param after an estimate of the context behind the boundary; equal to {@code before} for a failed one,
 *     unless something else stands in for its summary
 * @param cost what the compaction itself was billed, the probe of its summary included
 * @param took how long the reply that brought it was waited for
 */
public record Boundary(
        int number, CompactionForm form, Block.Compaction block, long before, long after, Usage cost, Duration took) {

    /** Whether no usable summary came back; the provider bills it all the same (wire spec §1.4). */
    public boolean failed() {
        return !block.isBoundary();
    }

    /** The same with so many tokens behind it. */
    public Boundary leaving(long tokens) {
        return new Boundary(number, form, block, before, tokens, cost, took);
    }
}
