package dev.longhaul.compaction.retention;

/**
 * Words in quotation marks: {@code "…"}, {@code '…'}, {@code `…`}, {@code “…”}, within a line. A quoted word that is a
 * fact of its own (a path, an id) is left to {@link WordFacts}. Stateless.
 */
final class QuotedFacts implements Extractor {

    static final int SHORTEST = 3;
    static final int LONGEST = 200;

    @Override
    public void extract(TextUnit unit, FactSink sink) {
        var text = unit.text();
        int length = text.length();
        var closers = new Closers(text);
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            boolean mark = c == '"' || c == '`' || c == '\'' || c == '\u201c';
            i = mark ? quote(text, i, c, closers, sink) : i + 1;
        }
    }

    /** Reports the quote that a mark opens; where to go on. */
    private static int quote(CharSequence text, int open, char mark, Closers closers, FactSink sink) {
        if (mark == '\'' && !opens(text, open)) {
            return open + 1;
        }
        int close = closers.next(mark, open + 1);
        int length = close - open - 1;
        if (close < 0 || length > LONGEST) {
            return open + 1;
        }
        if (length >= SHORTEST && isWorded(text, open + 1, close)) {
            sink.found(FactKind.QUOTE, open + 1, close);
        }
        return close + 1;
    }

    /** An apostrophe within a word opens nothing. */
    private static boolean opens(CharSequence text, int at) {
        boolean behindWord = at > 0 && Chars.is(text.charAt(at - 1), Chars.ALNUM);
        boolean beforeSpace = at + 1 >= text.length() || Chars.isSpace(text.charAt(at + 1));
        return !behindWord && !beforeSpace;
    }

    private static boolean isWorded(CharSequence text, int start, int end) {
        boolean edges = Chars.isSpace(text.charAt(start)) || Chars.isSpace(text.charAt(end - 1));
        return !edges && (Words.bits(text, start, end) & Chars.ALNUM) != 0 && !WordFacts.knows(text, start, end);
    }

    /** Where the next closing mark is. Each kind of mark is looked for once over the whole text, so the pass stays linear. */
    private static final class Closers {
        private final CharSequence text;
        private final int[] found = {-1, -1, -1, -1};

        Closers(CharSequence text) {
            this.text = text;
        }

        /** The next mark that closes {@code mark} on the same line, or -1. */
        int next(char mark, int from) {
            int slot = slot(mark);
            if (found[slot] < from) {
                found[slot] = scan(closing(mark), from);
            }
            int at = found[slot];
            return at < text.length() && text.charAt(at) == closing(mark) ? at : -1;
        }

        /** The first mark or line end. */
        private int scan(char closing, int from) {
            int i = from;
            while (i < text.length()
                    && !(text.charAt(i) == closing && closes(closing, i))
                    && !Chars.isLineEnd(text.charAt(i))) {
                i++;
            }
            return i;
        }

        private boolean closes(char closing, int at) {
            return closing != '\'' || at + 1 >= text.length() || !Chars.is(text.charAt(at + 1), Chars.ALNUM);
        }

        private static char closing(char mark) {
            return mark == '\u201c' ? '\u201d' : mark;
        }

        private static int slot(char mark) {
            return switch (mark) {
                case '"' -> 0;
                case '\'' -> 1;
                case '`' -> 2;
                default -> 3;
            };
        }
    }
}
