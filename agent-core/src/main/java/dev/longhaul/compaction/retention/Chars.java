package dev.longhaul.compaction.retention;

/** What characters are to the scanners: bits of a class, so that a word's make-up is the OR of its characters. Pure. */
final class Chars {

    static final int LOWER = 1;
    static final int UPPER = 1 << 1;
    static final int DIGIT = 1 << 2;
    static final int DOT = 1 << 3;
    static final int DASH = 1 << 4;
    static final int UNDERSCORE = 1 << 5;
    static final int SLASH = 1 << 6;
    static final int BACKSLASH = 1 << 7;
    static final int COLON = 1 << 8;
    static final int AT = 1 << 9;

    /** Symbols that a word may hold: {@code + ~ % # $} and the signs of currencies. */
    static final int SYMBOL = 1 << 10;

    /** Ends a word: white space, quotes, brackets, all other punctuation. */
    static final int END = 1 << 11;

    static final int LETTER = LOWER | UPPER;
    static final int ALNUM = LETTER | DIGIT;

    private static final int ASCII = 128;
    private static final short[] CLASSES = classes();

    private Chars() {}

    static int of(char c) {
        return c < ASCII ? CLASSES[c] : beyondAscii(c);
    }

    static boolean is(char c, int classes) {
        return (of(c) & classes) != 0;
    }

    /** Lower case, cheaply for ASCII. */
    static char fold(char c) {
        if (c < ASCII) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        return Character.toLowerCase(c);
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c < ASCII ? c >= '\t' && c <= '\r' : Character.isSpaceChar(c));
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isCurrency(char c) {
        return c == '$' || c == '\u20ac' || c == '\u00a3' || c == '\u00a5';
    }

    /** Scripts written without spaces: every character is a word of its own. */
    static boolean isUnspaced(char c) {
        return c >= '\u2e80'
                && (Character.isIdeographic(c) || (c >= '\u3040' && c <= '\u30ff') || (c >= '\uf900' && c <= '\ufaff'));
    }

    private static int beyondAscii(char c) {
        if (isCurrency(c)) {
            return SYMBOL;
        }
        if (Character.isUpperCase(c)) {
            return UPPER;
        }
        int type = Character.getType(c);
        boolean inWord = Character.isLetter(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.SURROGATE;
        return inWord ? LOWER : END;
    }

    private static short[] classes() {
        var classes = new short[ASCII];
        for (char c = 0; c < ASCII; c++) {
            classes[c] = (short) ascii(c);
        }
        return classes;
    }

    private static int ascii(char c) {
        if (c >= 'a' && c <= 'z') {
            return LOWER;
        }
        if (c >= 'A' && c <= 'Z') {
            return UPPER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        return switch (c) {
            case '.' -> DOT;
            case '-' -> DASH;
            case '_' -> UNDERSCORE;
            case '/' -> SLASH;
            case '\\' -> BACKSLASH;
            case ':' -> COLON;
            case '@' -> AT;
            case '+', '~', '%', '#', '$' -> SYMBOL;
            default -> END;
        };
    }
}
