package dev.longhaul.compaction.retention;

/**
 * Walks the words of a text in which phrases are looked for. What dots, dashes, slashes and the like join within is one
 * word, so {@code TICKET-1} is not found in {@code TICKET-17} or {@code TICKET-1-b}. Not thread-safe.
 */
final class WordCursor {

    private static final int JOINTS = Chars.DOT | Chars.DASH | Chars.UNDERSCORE | Chars.SLASH | Chars.COLON | Chars.AT;
    private static final int MOST_JOINTS = 3;
    private static final int FOLDED = 1;
    private static final int EXACT = 2;

    private final CharSequence text;
    private final int limit;
    private int start;
    private int end;
    private long folded;
    private long exact;
    private boolean digits;

    WordCursor(CharSequence text, int from, int limit) {
        this.text = text;
        this.limit = limit;
        this.end = from;
    }

    /** Steps to the next word; false if there is none. */
    boolean next() {
        int i = end;
        while (i < limit && !Chars.is(text.charAt(i), Chars.ALNUM)) {
            i++;
        }
        if (i >= limit) {
            end = limit;
            return false;
        }
        start = i;
        folded = Hash.SEED;
        exact = Hash.SEED;
        digits = false;
        end = Chars.isUnspaced(text.charAt(i)) ? one(i) : many(i);
        return true;
    }

    private int one(int at) {
        take(text.charAt(at));
        return at + 1;
    }

    private int many(int from) {
        int i = from;
        while (i < limit) {
            char c = text.charAt(i);
            if (Chars.is(c, Chars.ALNUM)) {
                if (Chars.isUnspaced(c)) {
                    return i;
                }
                take(c);
                i++;
                continue;
            }
            int joined = pastJoints(i);
            if (joined < 0) {
                return i;
            }
            for (; i < joined; i++) {
                take(text.charAt(i));
            }
        }
        return i;
    }

    /** Past joints that lead on to more of the word; -1 if the word ends here. */
    private int pastJoints(int at) {
        int i = at;
        int most = Math.min(limit, at + MOST_JOINTS);
        while (i < most && Chars.is(text.charAt(i), JOINTS)) {
            i++;
        }
        boolean leadsOn = i > at && i < limit && Chars.is(text.charAt(i), Chars.ALNUM);
        return leadsOn && !Chars.isUnspaced(text.charAt(i)) ? i : -1;
    }

    private void take(char c) {
        folded = Hash.plus(folded, Chars.fold(c));
        exact = Hash.plus(exact, c);
        digits |= Chars.is(c, Chars.DIGIT);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Stands for the word in any case. */
    long folded() {
        return Hash.of(folded, FOLDED);
    }

    /** Stands for the word as it is written. */
    long exact() {
        return Hash.of(exact, EXACT);
    }

    /** Whether the word has a digit, and so only helps when exact. */
    boolean hasDigits() {
        return digits;
    }
}
