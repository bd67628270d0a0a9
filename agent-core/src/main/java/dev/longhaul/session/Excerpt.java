package dev.longhaul.session;

/** The beginning of a text. Pure. */
final class Excerpt {

    private static final String CUT = "...";

    private Excerpt() {}

    /** At most so many characters; what was cut says so if there is room for that. Never half a character. */
    static String of(String text, int mostChars) {
        if (text.length() <= mostChars) {
            return text;
        }
        var mark = mostChars > CUT.length() ? CUT : "";
        int end = Math.max(0, mostChars - mark.length());
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + mark;
    }
}
