package dev.longhaul.compaction;

import java.util.regex.Pattern;

/**
 * A pin as it is shown to the model. Immutable.
 *
 * @param text what is pinned, as it is; empty if only the note is left
 * @param note what the reader has to know about the text: that it was cut, or is not the latest; empty for nothing
 */
public record PinnedText(String name, String text, String note) {

    /** The tags by which what we put behind a boundary is told apart, and read again at the next. */
    private static final Pattern OUR_TAG =
            Pattern.compile("<(?=\\s*+/?\\s*+(?:pinned|restored-facts)\\b)", Pattern.CASE_INSENSITIVE);

    public PinnedText(String name, String text) {
        this(name, text, "");
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return text.isBlank() && note.isEmpty();
    }

    /**
     * The pin with its name around it, so that the model can tell it from what else is said. What looks like our own tags gets
     * a backslash behind its {@code <}, and the name is escaped as in XML; nothing else is changed.
     */
    public String rendered() {
        return "<pinned name=\"" + escaped(name) + "\">\n" + harmless(body()) + "\n</pinned>";
    }

    /** The text, then the note. */
    public String body() {
        return note.isEmpty() ? text : text.isBlank() ? note : text + "\n" + note;
    }

    private static String harmless(String text) {
        return OUR_TAG.matcher(text).replaceAll("<\\\\");
    }

    private static String escaped(String name) {
        var escaped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '"' -> escaped.append("&quot;");
                case '<' -> escaped.append("&lt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.append(Character.isISOControl(c) ? "&#" + (int) c + ";" : String.valueOf(c));
            }
        }
        return escaped.toString();
    }
}
