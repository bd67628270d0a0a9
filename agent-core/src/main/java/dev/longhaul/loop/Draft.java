package dev.longhaul.loop;

import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Overhead;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.model.Block;
import dev.longhaul.model.StopReason;
import java.util.List;

/**
 * A boundary as it would stand if its summary were taken now. Immutable.
 *
 * @param sources what pins are read from, whatever the shape
 * @param stopped why the summariser stopped
 * @param summaryTokens an estimate of the summary's own size; 0 if none came
 */
record Draft(
        Boundary boundary,
        Shape shape,
        PinSources sources,
        Behind behind,
        Overhead overhead,
        StopReason stopped,
        long summaryTokens) {

    /**
     * What is to stand behind a boundary.
     *
     * @param block stands for the history
     * @param kept how many messages at the end stay word for word
     * @param cleared whether the results among them are cut down to a note
     * @param pins those that are put back
     * @param factTokens the most tokens of lost facts that are put back
     * @param factsAnew whether facts that were put back in vain before may be put back all the same
     */
    record Shape(
            Block.Compaction block, int kept, boolean cleared, List<Pin> pins, long factTokens, boolean factsAnew) {

        Shape with(Block.Compaction other) {
            return new Shape(other, kept, cleared, pins, factTokens, factsAnew);
        }

        Shape with(List<Pin> others) {
            return new Shape(block, kept, cleared, others, factTokens, factsAnew);
        }

        Shape withFacts(long tokens, boolean anew) {
            return new Shape(block, kept, cleared, pins, tokens, anew);
        }

        Shape withoutResults() {
            return new Shape(block, kept, true, pins, factTokens, factsAnew);
        }
    }
}
