package dev.longhaul.compaction.retention;

/**
 * A piece of text with one speaker. Immutable as far as its text is.
 *
 * @param speaker who said it
 * @param message the index of its message among those inspected
 * @param text what was said; JSON is given as its values, one a line
 * @param open whether the assistant has not ended a turn since, so that a question in it may still wait for an answer
 */
public record TextUnit(Speaker speaker, int message, CharSequence text, boolean open) {

    /** Longer texts are mostly quoted or generated: one detail in them says little about what is needed. */
    public static final int BULK_CHARS = 4_000;

    /** Whether the text is so long that a single mention in it weighs little. */
    public boolean isBulk() {
        return text.length() >= BULK_CHARS;
    }
}
