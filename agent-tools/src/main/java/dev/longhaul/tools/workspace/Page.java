package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a text, numbered, read as they come: of a file of any size no more is held than is shown.
 *
 * @param first the number of the first line, from 1
 * @param most lines
 */
record Page(int first, int most) {

    static final int MOST_LINES = 2_000;

    private static final int MOST_CHARS = 50_000;
    private static final int MOST_LINE_CHARS = 2_000;
    private static final int BETWEEN_LOOKS = 65_536;

    static Page of(@Nullable Integer offset, @Nullable Integer limit) throws WorkspaceException {
        if ((offset != null && offset < 1) || (limit != null && limit < 1)) {
            throw new WorkspaceException("offset and limit begin at 1: give 1 or more, or leave them out");
        }
        return new Page(offset == null ? 1 : offset, limit == null ? MOST_LINES : limit);
    }

    /**
     * What was read.
     *
     * @param text the lines, each with its number
     * @param next the number of the first line that was not shown, 0 if there is none
     * @param lines that were read, shown or not
     */
    record Shown(String text, int next, int lines) {}

    /**
     * Reads as far as it must.
     *
     * @throws TimeLimit.Reached if that takes too long
     */
    Shown read(Reader reader, TimeLimit limit) throws IOException {
        var shown = new StringBuilder();
        var line = new Line(reader, limit);
        for (int number = 1; line.read(); number++) {
            if (number >= first && (number - first >= most || shown.length() > MOST_CHARS)) {
                return new Shown(shown.toString(), number, number - 1);
            }
            if (number >= first) {
                shown.append(number).append('\t').append(line.text()).append('\n');
            }
            line.number = number;
        }
        return new Shown(shown.toString(), 0, line.number);
    }

    /** One line after the other; of a long one, the beginning. */
    private static final class Line {

        private final Reader reader;
        private final TimeLimit limit;
        private final StringBuilder kept = new StringBuilder();
        private long length;
        private long seen;
        private int number;

        Line(Reader reader, TimeLimit limit) {
            this.reader = reader;
            this.limit = limit;
        }

        boolean read() throws IOException {
            kept.setLength(0);
            length = 0;
            int c = reader.read();
            boolean isThere = c >= 0;
            for (; c >= 0 && c != '\n'; c = reader.read()) {
                if (length++ < MOST_LINE_CHARS) {
                    kept.append((char) c);
                }
                if (++seen % BETWEEN_LOOKS == 0) {
                    limit.check();
                }
            }
            return isThere;
        }

        String text() {
            if (length > MOST_LINE_CHARS) {
                return kept + " … (" + (length - MOST_LINE_CHARS) + " more characters in this line)";
            }
            boolean endsInReturn = length > 0 && kept.charAt(kept.length() - 1) == '\r';
            return endsInReturn ? kept.substring(0, kept.length() - 1) : kept.toString();
        }
    }
}
