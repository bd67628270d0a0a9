package dev.longhaul.budget;

/**
 * The most that one attempt of a call can take. Immutable; all sizes are tokens.
 *
 * @param promptTokens the prompt cannot have more
 * @param maxTokens nor the reply
 * @param openTokens the context in use before the call; what the call adds to it counts as total tokens
 * @param summary what a compaction on the way may take on top; {@link Summary#NONE} if none can run
 */
public record CallBound(long promptTokens, long maxTokens, long openTokens, Summary summary) {

    /**
     * A compaction that the call may bring with it: a sampling of its own over the same prompt (wire spec §1.5).
     *
     * @param isPossible whether one can run at all
     * @param instructionTokens what its instructions add to the prompt
     * @param behindTokens what may stand behind the boundary beside the summary: system, tools, pins, kept tail, facts
     * @param isAlone whether the call is for the summary and nothing else, so that no reply follows it
     */
    public record Summary(boolean isPossible, long instructionTokens, long behindTokens, boolean isAlone) {
        public static final Summary NONE = new Summary(false, 0, 0, false);
    }

    /** The same with a reply of at most so many tokens. */
    CallBound replying(long tokens) {
        return new CallBound(promptTokens, tokens, openTokens, summary);
    }

    /** The longest prompt of its samplings. */
    long longestPrompt() {
        return promptTokens + (summary.isPossible() ? summary.instructionTokens() : 0);
    }

    /** What it can take of each dimension, at {@code price} a token. */
    Amounts amounts(Price price) {
        long promptInAll = 0;
        long outputInAll = 0;
        if (!summary.isAlone()) {
            promptInAll += promptTokens;
            outputInAll += maxTokens;
        }
        if (summary.isPossible()) {
            promptInAll += promptTokens + summary.instructionTokens();
            outputInAll += maxTokens;
        }
        return new Amounts(
                promptTokens + maxTokens + summary.behindTokens() - Math.min(openTokens, promptTokens),
                promptInAll + outputInAll,
                price.worst(promptInAll, outputInAll),
                1,
                0,
                summary.isPossible() ? 1 : 0);
    }
}
