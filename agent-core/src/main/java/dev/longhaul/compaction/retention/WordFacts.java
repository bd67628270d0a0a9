package dev.longhaul.compaction.retention;

/**
 * Paths, addresses, identifiers and quantities: facts that show in a single word and its neighbour. One pass; most words
 * of prose are passed over by their make-up alone. Stateless.
 */
final class WordFacts implements Extractor {

    /** Longer runs without a space are data, not names. */
    private static final int LONGEST = 400;

    @Override
    public void extract(TextUnit unit, FactSink sink) {
        var text = unit.text();
        int length = text.length();
        int i = 0;
        while (i < length) {
            int kind = Chars.of(text.charAt(i));
            if ((kind & Chars.END) != 0) {
                i++;
                continue;
            }
            int start = i;
            int seen = 0;
            do {
                seen |= kind;
                i++;
                kind = i < length ? Chars.of(text.charAt(i)) : Chars.END;
            } while ((kind & Chars.END) == 0);
            if ((seen & ~Chars.LOWER) != 0) {
                i = word(text, start, i, seen, sink);
            }
        }
    }

    /** Says where to go on: an address or a quantity may reach beyond the word. */
    private static int word(CharSequence text, int from, int to, int seen, FactSink sink) {
        int start = Words.trimmedStart(text, from, to);
        int end = Words.trimmedEnd(text, start, to);
        if (start >= end || isPlain(text, start, end, seen)) {
            return to;
        }
        if ((seen & Chars.COLON) != 0 && (seen & Chars.SLASH) != 0) {
            int behind = Urls.report(text, start, end, sink);
            if (behind > 0) {
                return Math.max(to, behind);
            }
        }
        if (to - from > LONGEST) {
            return to;
        }
        if ((seen & (Chars.SLASH | Chars.BACKSLASH)) != 0 && Paths.report(text, start, end, sink)) {
            return to;
        }
        boolean joined = (seen & (Chars.SLASH | Chars.BACKSLASH | Chars.COLON)) != 0;
        return Math.max(to, joined ? joined(text, start, end, sink) : piece(text, start, end, sink));
    }

    /** A word of prose: small letters, perhaps a capital before them or a sign behind. */
    private static boolean isPlain(CharSequence text, int start, int end, int seen) {
        if ((seen & Chars.ALNUM) == 0) {
            return true;
        }
        boolean lettersOnly = (seen & ~(Chars.LETTER | Chars.DOT | Chars.COLON | Chars.DASH)) == 0;
        return lettersOnly && Words.skip(text, start + 1, end, Chars.LOWER) == end;
    }

    /** What a colon or slash joins: a date, a time, a port; else each piece for itself. */
    private static int joined(CharSequence text, int start, int end, FactSink sink) {
        int behind = Quantities.reportJoined(text, start, end, sink);
        if (behind > 0) {
            return behind;
        }
        int last = end;
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || Chars.is(text.charAt(i), Chars.SLASH | Chars.BACKSLASH | Chars.COLON)) {
                last = from < i ? piece(text, from, i, sink) : i;
                from = i + 1;
            }
        }
        return last;
    }

    private static int piece(CharSequence text, int from, int to, FactSink sink) {
        int start = Words.trimmedStart(text, from, to);
        int end = Words.trimmedEnd(text, start, to);
        if (start >= end) {
            return to;
        }
        int behind = Quantities.report(text, start, end, sink);
        if (behind > 0) {
            return behind;
        }
        var kind = Names.kindOf(text, start, end);
        if (kind != null) {
            sink.found(kind, start, end);
        }
        return to;
    }

    /** Whether the piece of text is one word that this extractor finds, so that quotes around it say nothing more. */
    static boolean knows(CharSequence text, int start, int end) {
        var heard = new Heard();
        int seen = 0;
        for (int i = start; i < end; i++) {
            int kind = Chars.of(text.charAt(i));
            if ((kind & Chars.END) != 0) {
                return false;
            }
            seen |= kind;
        }
        if ((seen & ~Chars.LOWER) != 0) {
            word(text, start, end, seen, heard);
        }
        return heard.something;
    }

    private static final class Heard implements FactSink {
        private boolean something;

        @Override
        public void found(FactKind kind, int start, int end) {
            something = true;
        }

        @Override
        public void found(FactKind kind, String text) {
            something = true;
        }

        @Override
        public void settled(FactKind kind, int start, int end) {}
    }
}
