package dev.longhaul.tools.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A glob for one name: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]}, {@code \x}. Matches in at most length x length steps. */
final class NameGlob {

    /** Stands for one character, or for any number of any. */
    private record Part(boolean isStar, IntPredicate test) {}

    private final List<Part> parts = new ArrayList<>();

    NameGlob(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            i = read(pattern, i);
        }
    }

    private int read(String pattern, int at) {
        char c = pattern.charAt(at);
        if (c == '[') {
            int end = pattern.indexOf(']', Math.min(pattern.length(), at + (isNegated(pattern, at) ? 3 : 2)));
            if (end > 0) {
                parts.add(new Part(false, set(pattern, at, end)));
                return end;
            }
        }
        if (c == '\\' && at + 1 < pattern.length()) {
            parts.add(new Part(false, same(pattern.charAt(at + 1))));
            return at + 1;
        }
        parts.add(new Part(c == '*', c == '?' ? any -> true : same(c)));
        return at;
    }

    private static IntPredicate same(char wanted) {
        return c -> c == wanted;
    }

    private static boolean isNegated(String pattern, int at) {
        return at + 1 < pattern.length() && (pattern.charAt(at + 1) == '!' || pattern.charAt(at + 1) == '^');
    }

    private static IntPredicate set(String pattern, int open, int end) {
        boolean negated = isNegated(pattern, open);
        var chars = pattern.substring(open + (negated ? 2 : 1), end);
        return c -> negated != holds(chars, c);
    }

    private static boolean holds(String chars, int c) {
        for (int i = 0; i < chars.length(); i++) {
            boolean isRange = i + 2 < chars.length() && chars.charAt(i + 1) == '-';
            int last = isRange ? chars.charAt(i + 2) : chars.charAt(i);
            if (chars.charAt(i) <= c && c <= last) {
                return true;
            }
            i += isRange ? 2 : 0;
        }
        return false;
    }

    /** Goes back to the last star only: what an earlier one could take, the last one can as well. */
    boolean matches(String name) {
        int part = 0;
        int star = -1;
        int retry = 0;
        for (int at = 0; at < name.length(); ) {
            if (part < parts.size() && parts.get(part).isStar()) {
                star = part++;
                retry = at;
            } else if (part < parts.size() && parts.get(part).test().test(name.charAt(at))) {
                part++;
                at++;
            } else if (star >= 0) {
                part = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part).isStar()) {
            part++;
        }
        return part == parts.size();
    }
}
