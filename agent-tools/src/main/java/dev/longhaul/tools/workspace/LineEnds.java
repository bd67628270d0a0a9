package dev.longhaul.tools.workspace;

/** How lines end. A model writes {@code \n}; a file keeps what it has. */
enum LineEnds {
    LF("\n"),
    CRLF("\r\n"),
    MIXED("\n");

    private final String text;

    LineEnds(String text) {
        this.text = text;
    }

    static LineEnds of(String text) {
        boolean crlf = false;
        boolean lf = false;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            boolean isCrlf = at > 0 && text.charAt(at - 1) == '\r';
            crlf |= isCrlf;
            lf |= !isCrlf;
        }
        return crlf && lf ? MIXED : crlf ? CRLF : LF;
    }

    /** The text with these line ends; where they are mixed, as it is. */
    String in(String other) {
        return this == CRLF ? normal(other).replace("\n", text) : other;
    }

    /** The text with {@code \n} for {@code \r\n}. */
    static String normal(String text) {
        return text.replace("\r\n", "\n");
    }
}
