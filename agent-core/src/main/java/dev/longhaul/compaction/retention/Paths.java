package dev.longhaul.compaction.retention;

/**
 * Files and folders. Pure. A word with slashes is a path if it is anchored ({@code /a/b}, {@code ./a}, {@code ~/a}, {@code
 * C:\a}), ends in an extension, has three segments or more, or a segment no prose has; {@code and/or} and {@code km/h}
 * are none.
 */
final class Paths {

    private static final int LONGEST_EXTENSION = 8;

    private Paths() {}

    /** Reports the path that the word is, without a line number behind it; false if it is none. */
    static boolean report(CharSequence text, int start, int wordEnd, FactSink sink) {
        boolean tag = start > 0 && text.charAt(start - 1) == '<';
        if (tag || Words.has(text, start, wordEnd, "//")) {
            return false;
        }
        boolean drive = isDrive(text, start, wordEnd);
        int end = beforeColon(text, drive ? start + 2 : start, wordEnd);
        if (!isPath(text, drive ? start + 2 : start, end, drive)) {
            return false;
        }
        sink.found(FactKind.PATH, start, end);
        return true;
    }

    private static boolean isDrive(CharSequence text, int start, int end) {
        return end - start > 3
                && Chars.is(text.charAt(start), Chars.LETTER)
                && text.charAt(start + 1) == ':'
                && Chars.is(text.charAt(start + 2), Chars.SLASH | Chars.BACKSLASH);
    }

    private static int beforeColon(CharSequence text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != ':') {
            i++;
        }
        return i;
    }

    private static boolean isPath(CharSequence text, int start, int end, boolean drive) {
        int segments = 0;
        int named = 0;
        boolean odd = false;
        boolean back = false;
        int segment = start;
        int last = start;
        for (int i = start; i <= end; i++) {
            boolean cut = i == end || Chars.is(text.charAt(i), Chars.SLASH | Chars.BACKSLASH);
            if (!cut) {
                continue;
            }
            back |= i < end && text.charAt(i) == '\\';
            if (i > segment) {
                int bits = Words.bits(text, segment, i);
                segments++;
                named += (bits & Chars.LETTER) != 0 ? 1 : 0;
                odd |= isOdd(bits);
                last = segment;
            }
            segment = i + 1;
        }
        if (named == 0) {
            return false;
        }
        boolean extension = last < end && hasExtension(text, last, end);
        if (drive || isAnchored(text, start, end)) {
            return drive || extension || segments >= 2;
        }
        if (back) {
            return extension && segments >= 2 && named == segments;
        }
        return segments >= 2 && (extension || (segments >= 3 && named >= 2) || (odd && named >= 2));
    }

    /** A segment that holds letters with digits, dots, underscores or dashes is a name, not a word. */
    private static boolean isOdd(int bits) {
        return (bits & Chars.LETTER) != 0 && (bits & (Chars.DIGIT | Chars.DOT | Chars.UNDERSCORE | Chars.DASH)) != 0;
    }

    private static boolean isAnchored(CharSequence text, int start, int end) {
        char first = text.charAt(start);
        return first == '/'
                || Words.has(text, start, end, "~/")
                || Words.has(text, start, end, "./")
                || Words.has(text, start, end, "../")
                || Words.has(text, start, end, "\\\\")
                || Words.has(text, start, end, ".\\")
                || Words.has(text, start, end, "..\\");
    }

    /** Whether a name ends in a dot and up to {@value #LONGEST_EXTENSION} letters or digits, one of them a letter. */
    static boolean hasExtension(CharSequence text, int start, int end) {
        int i = end;
        while (i > start && Chars.is(text.charAt(i - 1), Chars.ALNUM)) {
            i--;
        }
        int letters = end - i;
        return i > start
                && text.charAt(i - 1) == '.'
                && letters >= 1
                && letters <= LONGEST_EXTENSION
                && (Words.bits(text, i, end) & Chars.LETTER) != 0;
    }
}
