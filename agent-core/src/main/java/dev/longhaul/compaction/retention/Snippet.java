package dev.longhaul.compaction.retention;

/** Pieces of text on one line. Pure. */
final class Snippet {

    private static final int AROUND = 40;
    private static final int FARTHEST = 120;

    private Snippet() {}

    /** The characters from {@code start} to before {@code end}, runs of white space as one space. */
    static String line(CharSequence text, int start, int end) {
        var line = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Chars.isSpace(c) && !Character.isISOControl(c)) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString().strip();
    }

    /**
     * The sentence that a piece stands in, for it says what the piece is for, and at least {@value #AROUND} characters on each
     * side; whole words, within the line. Of a sentence that goes on for more than {@value #FARTHEST} characters on one side,
     * no more than the {@value #AROUND} there.
     */
    static String around(CharSequence text, int start, int end) {
        return line(
                text,
                Math.min(near(text, start), sentenceStart(text, start)),
                Math.max(behind(text, end), sentenceEnd(text, end)));
    }

    private static int near(CharSequence text, int start) {
        int from = start;
        while (from > 0 && start - from < AROUND && !Chars.isLineEnd(text.charAt(from - 1))) {
            from--;
        }
        boolean cut = from > 0 && !Chars.isLineEnd(text.charAt(from - 1));
        while (cut && from < start && !Chars.isSpace(text.charAt(from))) {
            from++;
        }
        return from;
    }

    private static int behind(CharSequence text, int end) {
        int to = end;
        while (to < text.length() && to - end < AROUND && !Chars.isLineEnd(text.charAt(to))) {
            to++;
        }
        boolean cut = to < text.length() && !Chars.isLineEnd(text.charAt(to));
        while (cut && to > end && !Chars.isSpace(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    /** Where the sentence around {@code start} begins, or {@code start} if that is too far away. */
    private static int sentenceStart(CharSequence text, int start) {
        for (int i = start; i >= 0 && start - i <= FARTHEST; i--) {
            if (i == 0 || Chars.isLineEnd(text.charAt(i - 1)) || (i < start && endsBefore(text, i))) {
                return i;
            }
        }
        return start;
    }

    /** Where the sentence around {@code end} ends, or {@code end} if that is too far away. */
    private static int sentenceEnd(CharSequence text, int end) {
        for (int i = end; i <= text.length() && i - end <= FARTHEST; i++) {
            if (i == text.length() || Chars.isLineEnd(text.charAt(i)) || (i > end && endsBefore(text, i))) {
                return i;
            }
        }
        return end;
    }

    /** Whether a full stop stands right before a place, and space at it. */
    private static boolean endsBefore(CharSequence text, int at) {
        char mark = text.charAt(at - 1);
        return (mark == '.' || mark == '!' || mark == '?') && Chars.isSpace(text.charAt(at));
    }
}
