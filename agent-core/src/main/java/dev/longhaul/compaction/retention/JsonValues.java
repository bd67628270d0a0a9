package dev.longhaul.compaction.retention;

import java.util.List;

/**
 * Reads JSON as a person would: values unescaped, one a line. Keys are the tool's words, not facts; only those are kept that
 * say what a value is, as in {@code error: queue is empty}. Takes truncated or broken JSON as it comes. Pure, linear.
 */
final class JsonValues {

    private static final List<String> TELLING = List.of("error", "errors", "exception", "port", "version");

    private final String json;
    private final StringBuilder out;
    private int at;

    private JsonValues(String json) {
        this.json = json;
        this.out = new StringBuilder(json.length());
    }

    static String of(String json) {
        return new JsonValues(json).read();
    }

    /** The text itself, or its values if it is an object or an array. */
    static String orText(String text) {
        return isJson(text) ? of(text) : text;
    }

    private static boolean isJson(String text) {
        int first = space(text, 0);
        int last = text.length() - 1;
        while (last > first && Chars.isSpace(text.charAt(last))) {
            last--;
        }
        if (last <= first) {
            return false;
        }
        char inner = text.charAt(space(text, first + 1));
        return switch (text.charAt(first)) {
            case '{' -> text.charAt(last) == '}' && (inner == '"' || inner == '}');
            case '[' -> text.charAt(last) == ']' && (inner == '"' || inner == '{' || inner == '[' || inner == ']');
            default -> false;
        };
    }

    private static int space(String text, int from) {
        int i = from;
        while (i < text.length() && Chars.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private String read() {
        while (at < json.length()) {
            char c = json.charAt(at);
            at++;
            switch (c) {
                case '"' -> member();
                case '{', '}', '[', ']', ',' -> line();
                case ' ', '\t', '\n', '\r' -> {}
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private void line() {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    private void member() {
        int from = out.length();
        string();
        int next = space(json, at);
        if (next >= json.length() || json.charAt(next) != ':') {
            return;
        }
        at = next + 1;
        if (isTelling(from)) {
            out.append(": ");
        } else {
            out.setLength(from);
        }
    }

    private boolean isTelling(int from) {
        int length = out.length() - from;
        for (var key : TELLING) {
            if (key.length() == length && Words.has(out, from, out.length(), key)) {
                return true;
            }
        }
        return false;
    }

    private void string() {
        int from = at;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                out.append(json, from, at);
                at++;
                return;
            }
            if (c == '\\' && at + 1 < json.length()) {
                out.append(json, from, at);
                escape(json.charAt(at + 1));
                from = at;
            } else {
                at++;
            }
        }
        out.append(json, Math.min(from, json.length()), json.length());
    }

    private void escape(char kind) {
        at += 2;
        switch (kind) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b', 'f' -> out.append(' ');
            case 'u' -> unicode();
            default -> out.append(kind);
        }
    }

    private void unicode() {
        int code = 0;
        int digits = 0;
        while (digits < 4 && at < json.length() && Chars.isHex(json.charAt(at))) {
            code = code * 16 + Character.digit(json.charAt(at), 16);
            at++;
            digits++;
        }
        out.append((char) code);
    }
}
