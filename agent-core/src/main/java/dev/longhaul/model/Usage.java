package dev.longhaul.model;

/**
 * Tokens by the class they are billed in. Classes are disjoint: the prompt is {@code input + cacheWrite + cacheRead}
 * (wire spec §6.5). All values are token counts, never negative.
 *
 * @param input prompt tokens that touched no cache
 * @param output generated tokens, thinking included
 * @param cacheWrite5m prompt tokens written to the five-minute cache
 * @param cacheWrite1h prompt tokens written to the one-hour cache
 * @param cacheRead prompt tokens read from a cache
 */
public record Usage(long input, long output, long cacheWrite5m, long cacheWrite1h, long cacheRead) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    public Usage {
        if (input < 0 || output < 0 || cacheWrite5m < 0 || cacheWrite1h < 0 || cacheRead < 0) {
            throw new IllegalArgumentException("token counts cannot be negative: " + input + ", " + output + ", "
                    + cacheWrite5m + ", " + cacheWrite1h + ", " + cacheRead);
        }
    }

    /** Usage without a cache. */
    public static Usage of(long input, long output) {
        return new Usage(input, output, 0, 0, 0);
    }

    public long cacheWrite() {
        return cacheWrite5m + cacheWrite1h;
    }

    /** The whole prompt, cached or not, in tokens. */
    public long prompt() {
        return input + cacheWrite() + cacheRead;
    }

    /** Prompt and output together, in tokens. */
    public long total() {
        return prompt() + output;
    }

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                output + other.output,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                cacheRead + other.cacheRead);
    }
}
