package dev.longhaul.model;

/** Where a text can be cut. Pure. */
public final class TextCut {

    private TextCut() {}

    /** The last place not behind {@code at} that does not split a character; both counted in {@code char}s. */
    public static int before(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return Math.clamp(at, 0, text.length());
        }
        return Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1
                : at;
    }

    /** The beginning of a text, with dots in place of what is left out. */
    public static String start(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, before(text, chars)) + "...";
    }
}
