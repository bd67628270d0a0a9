package dev.longhaul.compaction.retention;

import java.util.function.LongConsumer;

/**
 * Writes the form in which facts are compared. Reused from fact to fact so that a mention of a known fact costs no
 * allocation. Not thread-safe.
 *
 * <ul>
 *   <li>path: backslashes become slashes, a leading {@code ./} and a trailing slash go, case stays
 *   <li>address: scheme and host in lower case, a trailing slash goes
 *   <li>identifier: lower case, unless it is in camel case
 *   <li>quantity: lower case, no spaces, no commas between digits, one spelling for each unit
 *   <li>quote, error, obligation: lower case, runs of white space become one space, no full stop at the end
 * </ul>
 */
final class NormalForm {

    private char[] buffer = new char[128];
    private int length;

    /** Holds the normal form of a piece of text until the next call. */
    NormalForm of(FactKind kind, CharSequence text, int start, int end) {
        length = 0;
        if (buffer.length < end - start + Units.LONGEST) {
            buffer = new char[2 * (end - start) + Units.LONGEST];
        }
        switch (kind) {
            case PATH -> path(text, start, end);
            case URL -> url(text, start, end);
            case IDENTIFIER -> identifier(text, start, end);
            case QUANTITY -> quantity(text, start, end);
            case QUOTE, ERROR, OBLIGATION -> words(text, start, end);
        }
        return this;
    }

    /** Stands for the form in one inspection. From right to left, so that the ends of a path hash alike alone. */
    long hash(FactKind kind) {
        long hash = Hash.SEED;
        for (int i = length - 1; i >= 0; i--) {
            hash = Hash.plus(hash, buffer[i]);
        }
        return Hash.of(hash, kind.salt());
    }

    /** The hashes of all ends of a path that begin behind a slash: {@code b/c} and {@code c} of {@code a/b/c}. */
    void hashesOfEnds(LongConsumer to) {
        long hash = Hash.SEED;
        for (int i = length - 1; i >= 0; i--) {
            if (buffer[i] == '/') {
                to.accept(Hash.of(hash, FactKind.PATH.salt()));
            }
            hash = Hash.plus(hash, buffer[i]);
        }
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length);
    }

    private void path(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            char put = c == '\\' ? '/' : c;
            boolean doubled = put == '/' && length > 0 && buffer[length - 1] == '/';
            if (!doubled) {
                buffer[length++] = put;
            }
        }
        if (length > 2 && buffer[0] == '.' && buffer[1] == '/') {
            System.arraycopy(buffer, 2, buffer, 0, length - 2);
            length -= 2;
        }
        trimEnd('/');
    }

    private void url(CharSequence text, int start, int end) {
        int slashes = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            slashes += c == '/' ? 1 : 0;
            buffer[length++] = slashes < 3 ? Chars.fold(c) : c;
        }
        trimEnd('/');
    }

    private void identifier(CharSequence text, int start, int end) {
        boolean keepsCase = hasHump(text, start, end);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            buffer[length++] = keepsCase ? c : Chars.fold(c);
        }
    }

    /** Whether a small letter is followed by a capital. */
    static boolean hasHump(CharSequence text, int start, int end) {
        int before = 0;
        for (int i = start; i < end; i++) {
            int now = Chars.of(text.charAt(i));
            if ((before & Chars.LOWER) != 0 && (now & Chars.UPPER) != 0) {
                return true;
            }
            before = now;
        }
        return false;
    }

    private void quantity(CharSequence text, int start, int end) {
        int from = start;
        char sign = 0;
        if (Chars.isCurrency(text.charAt(start)) && start + 1 < end) {
            sign = text.charAt(start);
            from++;
        } else if (Chars.fold(text.charAt(start)) == 'v' && start + 1 < end && isDigit(text.charAt(start + 1))) {
            from++;
        }
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean dropped = Chars.isSpace(c) || c == ',' || c == '_';
            if (!dropped) {
                buffer[length++] = Chars.fold(c);
            }
        }
        if (sign != 0) {
            buffer[length++] = sign;
        }
        unit();
    }

    /** Puts the unit behind a plain number into its one spelling. */
    private void unit() {
        int at = 0;
        while (at < length && (isDigit(buffer[at]) || buffer[at] == '.' || (at == 0 && buffer[at] == '-'))) {
            at++;
        }
        if (at < length && buffer[at] == '-') {
            System.arraycopy(buffer, at + 1, buffer, at, length - at - 1);
            length--;
            unitAt(at, true);
        } else {
            unitAt(at, false);
        }
    }

    private void unitAt(int at, boolean hyphenated) {
        int letters = length - at;
        var spelling = at == 0 || letters < 1 || letters > Units.LONGEST
                ? ""
                : Units.canonical(new String(buffer, at, letters));
        if (spelling.isEmpty() && hyphenated) {
            System.arraycopy(buffer, at, buffer, at + 1, letters);
            buffer[at] = '-';
            length++;
        }
        if (!spelling.isEmpty()) {
            spelling.getChars(0, spelling.length(), buffer, at);
            length = at + spelling.length();
        }
    }

    private void words(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Chars.isSpace(c)) {
                buffer[length++] = straight(Chars.fold(c));
            } else if (length > 0 && buffer[length - 1] != ' ') {
                buffer[length++] = ' ';
            }
        }
        while (length > 1 && (buffer[length - 1] == ' ' || buffer[length - 1] == '.')) {
            length--;
        }
    }

    /** Typographic marks are often straightened on the way. */
    private static char straight(char c) {
        return switch (c) {
            case '\u2018', '\u2019' -> '\'';
            case '\u201c', '\u201d' -> '"';
            case '\u2013', '\u2014' -> '-';
            default -> c;
        };
    }

    private void trimEnd(char unwanted) {
        while (length > 1 && buffer[length - 1] == unwanted) {
            length--;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
