package dev.longhaul.compaction.retention;

/** Pieces of text on one line. Pure. */
final class Snippet {

    private static final int AROUND = 40;

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

    /** Up to {@value #AROUND} characters on each side, whole words, within the line. */
    static String around(CharSequence text, int start, int end) {
        int from = start;
        while (from > 0 && start - from < AROUND && !Chars.isLineEnd(text.charAt(from - 1))) {
            from--;
        }
        boolean cut = from > 0 && !Chars.isLineEnd(text.charAt(from - 1));
        while (cut && from < start && !Chars.isSpace(text.charAt(from))) {
            from++;
        }
        int to = end;
        while (to < text.length() && to - end < AROUND && !Chars.isLineEnd(text.charAt(to))) {
            to++;
        }
        boolean cutBehind = to < text.length() && !Chars.isLineEnd(text.charAt(to));
        while (cutBehind && to > end && !Chars.isSpace(text.charAt(to - 1))) {
            to--;
        }
        return line(text, from, to);
    }
}
