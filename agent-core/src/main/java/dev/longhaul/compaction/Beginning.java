package dev.longhaul.compaction;

import java.nio.charset.StandardCharsets;

/**
 * The beginning of a text that may be too long to show whole. Immutable.
 *
 * @param text whole lines if it was cut and the first line fits, else as many characters as fit
 * @param missing bytes of the text in UTF-8 that follow; 0 if it is whole
 */
public record Beginning(String text, long missing) {

    /** At most {@code mostChars} characters of a text that is at hand. */
    public static Beginning of(String whole, int mostChars) {
        return whole.length() <= mostChars ? new Beginning(whole, 0) : of(whole, bytes(whole), mostChars);
    }

    /**
     * At most {@code mostChars} characters of a text whose start is at hand.
     *
     * @param start the first {@code mostChars} characters at least, or all there are
     * @param bytes the size of the whole text in UTF-8
     */
    public static Beginning of(String start, long bytes, int mostChars) {
        boolean whole = start.length() <= mostChars && bytes(start) >= bytes;
        var shown = whole ? start : cut(start, Math.min(mostChars, start.length()));
        return new Beginning(shown, Math.max(0, bytes - bytes(shown)));
    }

    /** Behind the last line end that fits; within a line that is longer than that, but never within a character. */
    private static String cut(String text, int end) {
        int lineEnd = text.lastIndexOf('\n', end - 1);
        if (lineEnd >= 0) {
            return text.substring(0, lineEnd + 1);
        }
        boolean split = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        return text.substring(0, split ? end - 1 : end);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
