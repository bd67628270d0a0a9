package dev.longhaul.session;

/**
 * Estimates the size of a context that no model has counted yet. Immutable.
 *
 * <p>It starts from the last count the provider gave and adds what is new at the characters per token that this count
 * showed; right after a boundary, when nothing was counted yet, it uses that ratio alone.
 *
 * @param charsPerToken as last seen; a cautious guess before the first reply
 * @param countedTokens tokens of the context at the last count; 0 for none
 * @param countedChars characters of the context at the last count
 */
public record ContextMeter(double charsPerToken, long countedTokens, long countedChars) {

    /** English prose has about 4 characters a token, JSON and code fewer. */
    static final ContextMeter UNCALIBRATED = new ContextMeter(3.5, 0, 0);

    private static final double LEAST = 1.5;
    private static final double MOST = 6;

    /** Text that no tokenizer was made for: a character of it may be split. */
    private static final double MOST_TOKENS_PER_CHAR = 1.5;
    /** What stands around messages and is not seen by us: role marks, separators. */
    private static final long FRAMES = 64;

    /** The provider counted {@code promptTokens} for {@code promptChars}, and its reply added to both. */
    ContextMeter counted(long promptTokens, long promptChars, long replyTokens, long replyChars) {
        double seen = (double) promptChars / promptTokens;
        return new ContextMeter(Math.clamp(seen, LEAST, MOST), promptTokens + replyTokens, promptChars + replyChars);
    }

    /** Nothing of the context was counted any more. */
    ContextMeter uncounted() {
        return new ContextMeter(charsPerToken, 0, 0);
    }

    /** An estimate of the characters of so many tokens. */
    long charsFor(long tokens) {
        return (long) (tokens * charsPerToken);
    }

    /** An estimate in tokens of a context of so many characters. */
    public long tokens(long chars) {
        long uncounted = Math.max(0, chars - countedChars);
        return countedTokens + (long) Math.ceil(uncounted / charsPerToken);
    }

    /** No context of so many characters has more tokens than this, whatever the tokenizer. */
    public long atMost(long chars) {
        return countedTokens + atMostOf(Math.max(0, chars - countedChars));
    }

    /** No text of so many characters has more tokens than this. */
    public static long atMostOf(long chars) {
        return (long) Math.ceil(chars * MOST_TOKENS_PER_CHAR) + FRAMES;
    }

    /** An estimate in tokens of a piece of text by itself. */
    public long piece(long chars) {
        return (long) Math.ceil(chars / charsPerToken);
    }
}
