package dev.longhaul.compaction.retention;

/** The edges of words. Pure. */
final class Words {

    private Words() {}

    /** Past signs that lead a word without belonging to it. */
    static int trimmedStart(CharSequence text, int from, int to) {
        int start = from;
        while (start < to && isLead(text, start, to)) {
            start++;
        }
        boolean emphasis = to - start > 2
                && text.charAt(start) == '_'
                && text.charAt(to - 1) == '_'
                && text.charAt(start + 1) != '_';
        return emphasis ? start + 1 : start;
    }

    private static boolean isLead(CharSequence text, int at, int to) {
        char next = at + 1 < to ? text.charAt(at + 1) : ' ';
        return switch (text.charAt(at)) {
            case ':', '+', '@', '%' -> true;
            case '-' -> !Chars.is(next, Chars.DIGIT);
            case '~' -> next != '/';
            case '#' -> !Chars.is(next, Chars.DIGIT);
            case '.' -> !Chars.is(next, Chars.LETTER) && next != '/' && next != '.' && next != '\\';
            default -> false;
        };
    }

    /** Before signs that end a sentence or a clause. */
    static int trimmedEnd(CharSequence text, int from, int to) {
        int end = to;
        while (end > from && isTrail(text.charAt(end - 1))) {
            end--;
        }
        return end > from + 1 && text.charAt(end - 1) == '_' ? underscored(text, from, end) : end;
    }

    private static int underscored(CharSequence text, int from, int end) {
        boolean emphasis = from > 0 && text.charAt(from - 1) == '_' && text.charAt(from) != '_';
        return emphasis ? end - 1 : end;
    }

    private static boolean isTrail(char c) {
        return switch (c) {
            case '.', ':', '-', '#', '@', '~', '\\', '+' -> true;
            default -> false;
        };
    }

    static int bits(CharSequence text, int start, int end) {
        int bits = 0;
        for (int i = start; i < end; i++) {
            bits |= Chars.of(text.charAt(i));
        }
        return bits;
    }

    /** Past the characters of the given classes. */
    static int skip(CharSequence text, int from, int to, int classes) {
        int i = from;
        while (i < to && Chars.is(text.charAt(i), classes)) {
            i++;
        }
        return i;
    }

    /** Whether the text has {@code word}, given in lower case, at a place, in any case. */
    static boolean has(CharSequence text, int at, int to, String word) {
        if (at < 0 || to - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Chars.fold(text.charAt(at + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where {@code word} begins if it stands as a word of its own right before a place, a space or colon between; else -1. */
    static int before(CharSequence text, int at, String word) {
        int end = at;
        while (end > 0 && at - end < 2 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == ':')) {
            end--;
        }
        int start = end - word.length();
        boolean stands = end < at
                && has(text, start, end, word)
                && (start == 0 || !Chars.is(text.charAt(start - 1), Chars.ALNUM | Chars.UNDERSCORE));
        return stands ? start : -1;
    }
}
