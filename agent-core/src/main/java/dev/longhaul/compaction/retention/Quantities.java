package dev.longhaul.compaction.retention;

import java.util.Set;

/** Numbers that say what they count. Pure. */
final class Quantities {

    /** Letters that are units right behind a number, but words after a space. */
    private static final Set<String> ONLY_ATTACHED =
            Set.of("a", "b", "k", "l", "m", "v", "w", "d", "g", "us", "em", "rem");

    private static final int MOST_LOOKED_AHEAD = 64;

    private Quantities() {}

    /** Reports the quantity that begins the word; where it ends, or -1 if there is none. */
    static int report(CharSequence text, int start, int wordEnd, FactSink sink) {
        char first = text.charAt(start);
        if (!Chars.is(first, Chars.DIGIT) && !startsNumber(text, start, wordEnd)) {
            return -1;
        }
        int dated = Dates.end(text, start, wordEnd);
        int end = dated == wordEnd ? dated : Math.max(version(text, start, wordEnd), measure(text, start, wordEnd));
        if (end > 0) {
            sink.found(FactKind.QUANTITY, start, end);
            return end;
        }
        return introduced(text, start, wordEnd, sink);
    }

    private static boolean startsNumber(CharSequence text, int start, int end) {
        char first = text.charAt(start);
        boolean sign =
                Chars.isCurrency(first) || first == '-' || first == '+' || first == '~' || first == 'v' || first == 'V';
        return sign && start + 1 < end && Chars.is(text.charAt(start + 1), Chars.DIGIT);
    }

    /** What colons or slashes join: {@code 14:05}, {@code 2026/11/21}, {@code localhost:8080}; where it ends, or -1. */
    static int reportJoined(CharSequence text, int start, int end, FactSink sink) {
        if (Dates.end(text, start, end) == end || isPort(text, start, end)) {
            sink.found(FactKind.QUANTITY, start, end);
            return end;
        }
        return -1;
    }

    private static boolean isPort(CharSequence text, int start, int end) {
        int digits = end;
        while (digits > start && Chars.is(text.charAt(digits - 1), Chars.DIGIT)) {
            digits--;
        }
        int length = end - digits;
        int host = digits - 1;
        return length >= 2
                && length <= 5
                && host > start
                && text.charAt(host) == ':'
                && Words.skip(text, start, host, Chars.ALNUM | Chars.DOT | Chars.DASH) == host
                && (Words.has(text, start, host, "localhost")
                        || Words.skip(text, start, host, Chars.ALNUM | Chars.DASH) < host);
    }

    /** {@code port 8080}, {@code version 1.37}: the word before says what the number is. */
    private static int introduced(CharSequence text, int start, int end, FactSink sink) {
        if (Words.skip(text, start, end, Chars.DIGIT | Chars.DOT) < end) {
            return -1;
        }
        int from = Math.max(
                Words.before(text, start, "port"),
                Math.max(Words.before(text, start, "version"), Words.before(text, start, "jdk")));
        if (from < 0) {
            return -1;
        }
        sink.found(FactKind.QUANTITY, from, end);
        return end;
    }

    /** {@code 1.2.3}, {@code v2}, {@code 1.0.0-rc1}; three numbers, or a v before one. */
    private static int version(CharSequence text, int start, int end) {
        boolean marked = Chars.fold(text.charAt(start)) == 'v';
        int i = marked ? start + 1 : start;
        int numbers = 0;
        while (i < end && Chars.is(text.charAt(i), Chars.DIGIT)) {
            i = Words.skip(text, i, end, Chars.DIGIT);
            numbers++;
            if (i + 1 >= end || text.charAt(i) != '.' || !Chars.is(text.charAt(i + 1), Chars.DIGIT)) {
                break;
            }
            i++;
        }
        boolean tail = i < end && Chars.is(text.charAt(i), Chars.DASH | Chars.SYMBOL | Chars.DOT);
        boolean whole = i == end || (tail && Words.skip(text, i, end, Chars.COLON | Chars.AT) == i);
        return whole && (numbers >= 3 || (marked && numbers >= 1)) ? end : -1;
    }

    /** {@code 5 MB}, {@code 200ms}, {@code $1,200.50}, {@code 12 %}, {@code 2h30m}. */
    private static int measure(CharSequence text, int start, int wordEnd) {
        boolean money = Chars.isCurrency(text.charAt(start));
        int number = number(text, Chars.is(text.charAt(start), Chars.DIGIT) ? start : start + 1);
        int end = unit(text, number, money);
        while (end > number && end < wordEnd && Chars.is(text.charAt(end), Chars.DIGIT)) {
            number = number(text, end);
            end = unit(text, number, false);
        }
        boolean joinsOn =
                end > 0 && end < wordEnd && Chars.is(text.charAt(end), Chars.ALNUM | Chars.UNDERSCORE | Chars.DASH);
        if (end > 0 && !joinsOn) {
            return end;
        }
        return money && number >= wordEnd ? number : -1;
    }

    private static int number(CharSequence text, int from) {
        int to = Math.min(text.length(), from + MOST_LOOKED_AHEAD);
        int i = Words.skip(text, from, to, Chars.DIGIT);
        while (i + 3 < to && text.charAt(i) == ',' && Words.skip(text, i + 1, to, Chars.DIGIT) == i + 4) {
            i += 4;
        }
        boolean fraction = i + 1 < to && text.charAt(i) == '.' && Chars.is(text.charAt(i + 1), Chars.DIGIT);
        return fraction ? Words.skip(text, i + 1, to, Chars.DIGIT) : i;
    }

    /** The end of the unit behind a number, or -1. */
    private static int unit(CharSequence text, int at, boolean money) {
        int length = text.length();
        if (at >= length) {
            return -1;
        }
        char next = text.charAt(at);
        if (next == '%' || (Chars.isCurrency(next) && !money)) {
            return at + 1;
        }
        boolean spaced = next == ' ' || next == '\u00a0' || next == '-';
        int from = spaced ? at + 1 : at;
        if (spaced && from < length && (text.charAt(from) == '%' || (Chars.isCurrency(text.charAt(from)) && !money))) {
            return next == '-' ? -1 : from + 1;
        }
        int to = Words.skip(text, from, Math.min(length, from + Units.LONGEST + 1), Chars.LETTER);
        if (to == from || to - from > Units.LONGEST) {
            return -1;
        }
        var unit = folded(text, from, to);
        if (Units.canonical(unit).isEmpty()) {
            return -1;
        }
        boolean word = spaced && (money || ONLY_ATTACHED.contains(unit));
        boolean goesOn =
                to < length && Chars.is(text.charAt(to), spaced ? Chars.UNDERSCORE | Chars.DIGIT : Chars.UNDERSCORE);
        return word || goesOn ? -1 : to;
    }

    private static String folded(CharSequence text, int from, int to) {
        var folded = new char[to - from];
        for (int i = from; i < to; i++) {
            folded[i - from] = Chars.fold(text.charAt(i));
        }
        return new String(folded);
    }
}
