package dev.longhaul.compaction.retention;

/**
 * Where the sentence or line around a place begins and ends. Reads forward with its caller and keeps what it found, so
 * that a pass stays linear. Not thread-safe.
 */
final class Sentence {

    /** Longer sentences are cut: what matters of them stands around the signal. */
    static final int LONGEST = 300;

    private static final int LONGEST_LEAD = 160;
    private static final int DEEPEST_ITEM = 40;

    private final CharSequence text;
    private int begin;
    private int lineBegin;
    private int lineEnd = -1;

    Sentence(CharSequence text) {
        this.text = text;
    }

    /** A sentence begins here; it is the line's first if a line end stands before it. */
    void beginsAt(int at) {
        begin = at;
        if (at > 0 && Chars.isLineEnd(text.charAt(at - 1))) {
            lineBegin = at;
        }
    }

    /** The first character of the sentence around a place, past the marks of lists, quotes and headings. */
    int start(int at) {
        int from = begin;
        if (at - from > LONGEST_LEAD) {
            from = at - LONGEST_LEAD;
            while (from < at && !Chars.isSpace(text.charAt(from))) {
                from++;
            }
        }
        while (from < at && isLead(text.charAt(from))) {
            from++;
        }
        return from;
    }

    private static boolean isLead(char c) {
        return switch (c) {
            case '-', '*', '>', '#', '"', '\'', '/', '|', '\u2022' -> true;
            default -> Chars.isSpace(c);
        };
    }

    /** Past time stamps and levels in brackets, which differ from one same error to the next. */
    int pastStamp(int start, int at) {
        int from = start;
        while (from < at && (Chars.is(text.charAt(from), Chars.DIGIT) || text.charAt(from) == '[')) {
            while (from < at && !Chars.isSpace(text.charAt(from))) {
                from++;
            }
            from = pastSpace(from);
        }
        return Math.min(from, at);
    }

    int pastSpace(int at) {
        int i = at;
        while (i < text.length() && Chars.isSpace(text.charAt(i)) && !Chars.isLineEnd(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where the sentence ends that begins at {@code start} and holds {@code at}. */
    int end(int start, int at) {
        int most = Math.min(text.length(), start + LONGEST);
        int i = at;
        while (i < most && !Chars.isLineEnd(text.charAt(i))) {
            char c = text.charAt(i);
            boolean stop =
                    (c == '.' || c == '!' || c == '?') && (i + 1 >= text.length() || Chars.isSpace(text.charAt(i + 1)));
            if (stop) {
                return c == '.' ? i : i + 1;
            }
            i++;
        }
        return trimmed(start, i == most ? atSpace(start, i) : i);
    }

    /** A cut never parts a word, unless there is hardly anything else. */
    private int atSpace(int start, int cut) {
        int i = cut;
        while (i > start + LONGEST / 2 && i < text.length() && !Chars.isSpace(text.charAt(i))) {
            i--;
        }
        return i > start + LONGEST / 2 ? i : cut;
    }

    /** Where the line around {@code at} ends, but not further than a sentence from {@code start}. */
    int lineEnd(int start, int at) {
        int whole = wholeLineEnd(at);
        return trimmed(start, whole > start + LONGEST ? atSpace(start, start + LONGEST) : whole);
    }

    private int wholeLineEnd(int at) {
        if (lineEnd < at) {
            lineEnd = at;
            while (lineEnd < text.length() && !Chars.isLineEnd(text.charAt(lineEnd))) {
                lineEnd++;
            }
        }
        return lineEnd;
    }

    private int trimmed(int start, int end) {
        int to = end;
        while (to > start && Chars.isSpace(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    /** Whether the line looks like source code: it ends as a statement or a block does. */
    boolean isCode(int at) {
        int end = wholeLineEnd(at);
        int least = Math.max(at + 1, end - DEEPEST_ITEM);
        while (end > least && Chars.isSpace(text.charAt(end - 1))) {
            end--;
        }
        char last = text.charAt(end - 1);
        return last == ';' || last == '{' || last == '}' || Words.has(text, lineBegin, end, "import ");
    }

    /** Whether only the mark of a list item stands before a place in its line. */
    boolean isItem(int at) {
        int i = at - lineBegin > DEEPEST_ITEM ? at : lineBegin;
        boolean near = i == lineBegin;
        while (i < at
                && (Chars.isSpace(text.charAt(i))
                        || Chars.is(text.charAt(i), Chars.DASH | Chars.DIGIT | Chars.DOT)
                        || text.charAt(i) == '*'
                        || text.charAt(i) == '+'
                        || text.charAt(i) == ')')) {
            i++;
        }
        return near && i == at && at > lineBegin;
    }
}
