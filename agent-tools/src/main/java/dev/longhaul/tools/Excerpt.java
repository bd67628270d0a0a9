package dev.longhaul.tools;

/** The beginning of a text the model sent: enough to recognise it, not enough to fill the context. */
final class Excerpt {

    private static final int LENGTH = 80;

    private Excerpt() {}

    static String of(String text) {
        if (text.length() <= LENGTH) {
            return text;
        }
        // Never between the halves of a surrogate pair: half a character cannot be sent.
        int end = Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
        return text.substring(0, end) + "…";
    }
}
