package dev.longhaul.samples.support;

/** One text of the knowledge base. */
public record Article(String text) {

    private static final int LONGEST_TITLE = 120;

    /** Its first line, without heading marks. */
    public String title() {
        var line = text.strip().lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE) + "...";
    }
}
