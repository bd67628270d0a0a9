package dev.longhaul.compaction.retention;

/** Dates and times of day as they are written with digits. Pure. */
final class Dates {

    private Dates() {}

    /** Where the date, the time, or the date with its time ends that begins here; -1 if there is none. */
    static int end(CharSequence text, int start, int end) {
        int date = date(text, start, end);
        if (date < 0) {
            return time(text, start, end);
        }
        boolean timed = date < end && (text.charAt(date) == 'T' || text.charAt(date) == '_');
        int time = timed ? time(text, date + 1, end) : -1;
        return time > 0 ? time : date;
    }

    private static int date(CharSequence text, int start, int end) {
        int first = digits(text, start, end);
        if (first >= end) {
            return -1;
        }
        char between = text.charAt(first);
        if (between != '-' && between != '/' && between != '.') {
            return -1;
        }
        int second = digits(text, first + 1, end);
        if (second >= end || text.charAt(second) != between) {
            return -1;
        }
        int third = digits(text, second + 1, end);
        int a = first - start;
        int b = second - first - 1;
        int c = third - second - 1;
        boolean yearFirst = a == 4 && between(b, 1, 2) && between(c, 1, 2);
        boolean yearLast = between != '-' && between(a, 1, 2) && between(b, 1, 2) && c == 4;
        return yearFirst || yearLast ? third : -1;
    }

    private static int time(CharSequence text, int start, int end) {
        int hours = digits(text, start, end);
        int minutes = group(text, hours, end);
        if (!between(hours - start, 1, 2) || minutes < 0) {
            return -1;
        }
        int seconds = group(text, minutes, end);
        return seconds < 0 ? minutes : zone(text, fraction(text, seconds, end), end);
    }

    /** The end of a colon and two digits, or -1. */
    private static int group(CharSequence text, int at, int end) {
        boolean is = at < end && text.charAt(at) == ':' && digits(text, at + 1, end) == at + 3;
        return is ? at + 3 : -1;
    }

    private static int fraction(CharSequence text, int at, int end) {
        return at < end && text.charAt(at) == '.' ? digits(text, at + 1, end) : at;
    }

    private static int zone(CharSequence text, int at, int end) {
        if (at < end && text.charAt(at) == 'Z') {
            return at + 1;
        }
        if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            int hours = digits(text, at + 1, end);
            return Math.max(hours, group(text, hours, end));
        }
        return at;
    }

    private static int digits(CharSequence text, int from, int end) {
        return Words.skip(text, from, end, Chars.DIGIT);
    }

    private static boolean between(int value, int least, int most) {
        return value >= least && value <= most;
    }
}
