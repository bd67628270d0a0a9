package dev.longhaul.tools.workspace;

/**
 * A text that stops whoever reads it when the time is up. A regular expression that backtracks without end reads its text
 * without end, so this is what stops it. For one thread.
 */
final class BoundedText implements CharSequence {

    private static final int BETWEEN_LOOKS = 4_096;

    private final CharSequence text;
    private final TimeLimit limit;
    private int reads;

    BoundedText(CharSequence text, TimeLimit limit) {
        this.text = text;
        this.limit = limit;
    }

    @Override
    public char charAt(int index) {
        if (++reads == BETWEEN_LOOKS) {
            reads = 0;
            limit.check();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), limit);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
