package dev.longhaul.loop;

import dev.longhaul.compaction.Boundary;
import dev.longhaul.compaction.Overhead;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinSources;
import dev.longhaul.model.Block;
import dev.longhaul.model.StopReason;
import dev.longhaul.session.Cut;
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
     * @param cut which messages are closed
     * @param cleared whether the results among them are cut down to a note
     * @param pins those that are put back
     * @param factTokens the most tokens of lost facts that are put back
     * @param factsAnew whether facts that were put back in vain before may be put back all the same
     */
    record Shape(Block.Compaction block, Cut cut, boolean cleared, List<Pin> pins, long factTokens, boolean factsAnew) {

        Shape with(Block.Compaction other) {
            return new Shape(other, cut, cleared, pins, factTokens, factsAnew);
        }

        Shape with(List<Pin> others) {
            return new Shape(block, cut, cleared, others, factTokens, factsAnew);
        }

        Shape withFacts(long tokens, boolean anew) {
            return new Shape(block, cut, cleared, pins, tokens, anew);
        }

        Shape withoutResults() {
            return new Shape(block, cut, true, pins, factTokens, factsAnew);
        }
    }
}
