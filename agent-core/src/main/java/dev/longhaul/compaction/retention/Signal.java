package dev.longhaul.compaction.retention;

/** What a word says about the sentence it stands in. Pure. */
enum Signal {
    NONE,
    ERROR,
    RULE,
    PROMISE,
    PLEASE,
    TODO;

    private static final int LONGEST = 16;
    private static final int SHORTEST_NAME = 5;

    /** By first letter and length, the last letters that a signal word can have: most words are dismissed by these three. */
    private static final int[] LAST_LETTERS = lastLetters(
            "must",
            "until",
            "unable",
            "always",
            "never",
            "todo",
            "fixme",
            "failed",
            "fails",
            "failure",
            "fatal",
            "cannot",
            "can't",
            "can\u2019t",
            "denied",
            "refused",
            "please",
            "panic",
            "will",
            "i'll",
            "we'll",
            "i\u2019ll",
            "we\u2019ll");

    /** The signal that the word is; the characters around it are looked at too. */
    static Signal of(CharSequence text, int start, int end) {
        int length = end - start;
        char last = Chars.fold(text.charAt(end - 1));
        boolean nameLike = length >= SHORTEST_NAME && (last == 'r' || last == 'n' || last == 's');
        if (nameLike && isErrorName(text, start, end, last)) {
            return errorName(text, start, end);
        }
        char first = Chars.fold(text.charAt(start));
        boolean possible = isLetter(first)
                && isLetter(last)
                && length < LONGEST
                && ((LAST_LETTERS[(first - 'a') * LONGEST + length] >> (last - 'a')) & 1) != 0;
        return possible ? known(text, start, end, first) : NONE;
    }

    private static boolean isLetter(char folded) {
        return folded >= 'a' && folded <= 'z';
    }

    private static Signal known(CharSequence text, int start, int end, char first) {
        return switch (first) {
            case 'm' -> is(text, start, end, "must", RULE);
            case 'u' -> either(is(text, start, end, "until", RULE), is(text, start, end, "unable", ERROR));
            case 'a' -> is(text, start, end, "always", RULE);
            case 'n' -> is(text, start, end, "never", RULE);
            case 'p' -> either(is(text, start, end, "please", PLEASE), is(text, start, end, "panic", ERROR));
            case 'c', 'd', 'r' -> trouble(text, start, end);
            case 'f' -> either(failure(text, start, end), capital(is(text, start, end, "fixme", TODO), text, start));
            case 't' -> capital(is(text, start, end, "todo", TODO), text, start);
            case 'i', 'w' -> promise(text, start, end);
            default -> NONE;
        };
    }

    private static Signal trouble(CharSequence text, int start, int end) {
        var refused = either(is(text, start, end, "denied", ERROR), is(text, start, end, "refused", ERROR));
        var unable = either(is(text, start, end, "cannot", ERROR), is(text, start, end, "can't", ERROR));
        return either(either(refused, unable), is(text, start, end, "can\u2019t", ERROR));
    }

    private static Signal failure(CharSequence text, int start, int end) {
        var failed = either(is(text, start, end, "failed", ERROR), is(text, start, end, "fails", ERROR));
        return either(failed, either(is(text, start, end, "failure", ERROR), is(text, start, end, "fatal", ERROR)));
    }

    /** {@code I will}, {@code we'll}; but {@code I will now} only tells what comes next. */
    private static Signal promise(CharSequence text, int start, int end) {
        boolean said = is(text, start, end, "will", PROMISE) == PROMISE
                ? Words.before(text, start, "i") >= 0 || Words.before(text, start, "we") >= 0
                : isShort(text, start, end);
        return said && !Words.has(text, end, text.length(), " now ") ? PROMISE : NONE;
    }

    private static boolean isShort(CharSequence text, int start, int end) {
        int apostrophe = end - 3;
        boolean is = apostrophe > start
                && Words.has(text, end - 2, end, "ll")
                && !Chars.is(text.charAt(apostrophe), Chars.LETTER);
        return is && (apostrophe - start == 1 || Words.has(text, start, apostrophe, "we"));
    }

    private static boolean isErrorName(CharSequence text, int start, int end, char last) {
        return switch (last) {
            case 'r' -> ends(text, start, end, "error");
            case 's' -> ends(text, start, end, "errors");
            default -> ends(text, start, end, "exception");
        };
    }

    private static boolean ends(CharSequence text, int start, int end, String word) {
        return end - word.length() >= start && Words.has(text, end - word.length(), end, word);
    }

    /** {@code IOException}, {@code TypeError}, {@code ERROR}; a bare {@code error} only if it announces a message. */
    private static Signal errorName(CharSequence text, int start, int end) {
        char next = end < text.length() ? text.charAt(end) : ' ';
        boolean call = next == '(';
        boolean loud = end - start >= 5 && Chars.is(text.charAt(start + 1), Chars.UPPER);
        boolean named = NormalForm.hasHump(text, start, end) && Chars.is(text.charAt(start), Chars.UPPER);
        return !call && (next == ':' || loud || named) ? ERROR : NONE;
    }

    private static Signal is(CharSequence text, int start, int end, String word, Signal signal) {
        return end - start == word.length() && Words.has(text, start, end, word) ? signal : NONE;
    }

    private static Signal capital(Signal signal, CharSequence text, int start) {
        return Chars.is(text.charAt(start + 1), Chars.UPPER) ? signal : NONE;
    }

    private static Signal either(Signal one, Signal other) {
        return one == NONE ? other : one;
    }

    private static int[] lastLetters(String... words) {
        var letters = new int[('z' - 'a' + 1) * LONGEST];
        for (var word : words) {
            int last = word.charAt(word.length() - 1) - 'a';
            letters[(word.charAt(0) - 'a') * LONGEST + word.length()] |= 1 << last;
        }
        return letters;
    }
}
