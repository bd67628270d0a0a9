package dev.longhaul.compaction.retention;

/** Addresses with a scheme. Pure. */
final class Urls {

    private static final int LONGEST = 500;
    private static final int LONGEST_SCHEME = 20;

    private Urls() {}

    /** Reports the address that begins the word; its end, or -1 if there is none. */
    static int report(CharSequence text, int start, int wordEnd, FactSink sink) {
        int colon = Words.skip(text, start, Math.min(wordEnd, start + LONGEST_SCHEME), Chars.ALNUM | Chars.SYMBOL);
        boolean isAddress = colon - start >= 2
                && colon + 3 < wordEnd
                && Words.has(text, colon, wordEnd, "://")
                && Chars.is(text.charAt(start), Chars.LETTER);
        if (!isAddress) {
            return -1;
        }
        int behind = wordEnd;
        while (behind < text.length() && isPart(text.charAt(behind))) {
            behind++;
        }
        int end = trimmed(text, colon + 3, behind);
        if (end > colon + 3 && end - start <= LONGEST) {
            sink.found(FactKind.URL, start, end);
        }
        return behind;
    }

    private static boolean isPart(char c) {
        return switch (c) {
            case '"', '\'', '`', '<', '>', '[', ']', '{', '}', '|', '^', '*' -> false;
            case '(', ')', ',', ';', '=', '&', '?', '!' -> true;
            default -> c > ' ' && !Chars.isSpace(c) && (c < 0x80 || Chars.is(c, Chars.LETTER));
        };
    }

    private static int trimmed(CharSequence text, int from, int to) {
        int end = to;
        while (end > from && isTrail(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isTrail(char c) {
        return switch (c) {
            case '.', ',', ';', ':', '!', '?', '(', ')' -> true;
            default -> false;
        };
    }
}
