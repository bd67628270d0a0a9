package dev.longhaul.compaction;

import dev.longhaul.model.Block;

/** The words that stand where no summary could be had. They say so: a model that is told nothing makes something up. Pure. */
public final class StandIn {

    private static final String LEAD =
            "No summary of the conversation before this point could be had; what was said in it is" + " out of sight.";
    private static final String FACTS =
            " An extract made by rule stands in: the exact details listed behind this message.";
    private static final String NOTHING = " Nothing could be extracted from it either.";
    private static final String CLOSE = " What is missing can be looked up again.";

    private StandIn() {}

    /**
     * The block. It has no wire form, so every provider reads it as plain text of the user's side.
     *
     * @param hasFacts whether extracted facts are put back behind it
     */
    public static Block.Compaction extract(boolean hasFacts) {
        return new Block.Compaction(LEAD + (hasFacts ? FACTS : NOTHING) + CLOSE, null);
    }
}
