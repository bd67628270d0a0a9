package dev.longhaul.compaction.retention;

/**
 * How much text may go back.
 *
 * @param tokens the most tokens, 0 or more
 * @param charsPerToken the ratio by which tokens are estimated, above 0
 */
public record Allowance(long tokens, double charsPerToken) {

    public Allowance {
        if (tokens < 0) {
            throw new IllegalArgumentException("an allowance cannot have " + tokens + " tokens");
        }
        if (!(charsPerToken > 0)) {
            throw new IllegalArgumentException("a token cannot have " + charsPerToken + " characters");
        }
    }

    /** Whether text of so many characters is within it. */
    boolean holds(long chars) {
        return Math.ceil(chars / charsPerToken) <= tokens;
    }
}
