package dev.longhaul.compaction.retention;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Single words that only help when exact. Pure. */
final class Names {

    private static final Set<String> FILES =
            Set.of(("java kt kts scala groovy py ipynb js mjs cjs ts tsx jsx go rs rb php"
                            + " c h cc cpp hpp cs swift m sh bash zsh ps1 bat sql md rst txt adoc html htm css scss xml json jsonl yaml"
                            + " yml toml ini cfg conf properties env lock gradle csv tsv log pdf png jpg jpeg gif svg zip tar gz tgz jar"
                            + " war class so dll exe db sqlite proto graphql tf hcl vue svelte lua pl r dart ex exs erl hs ml parquet")
                    .split(" ", -1));

    private static final int UUID_LENGTH = 36;
    private static final int SHORTEST_HASH = 7;
    private static final int LONGEST_HASH = 64;
    private static final int LONGEST_EXTENSION = 10;

    private Names() {}

    /** What a word is; null for a plain word. */
    static @Nullable FactKind kindOf(CharSequence text, int start, int end) {
        int bits = Words.bits(text, start, end);
        if ((bits & Chars.LETTER) == 0) {
            return text.charAt(start) == '#' && end - start > 1 ? FactKind.IDENTIFIER : null;
        }
        if ((bits & Chars.DOT) != 0 && (bits & (Chars.AT | Chars.SYMBOL)) == 0 && isFile(text, start, end)) {
            return FactKind.PATH;
        }
        return isIdentifier(text, start, end, bits) ? FactKind.IDENTIFIER : null;
    }

    private static boolean isIdentifier(CharSequence text, int start, int end, int bits) {
        if ((bits & Chars.AT) != 0) {
            return isMail(text, start, end);
        }
        if ((bits & Chars.SYMBOL) != 0) {
            return text.charAt(start) == '#' && (bits & Chars.DIGIT) != 0;
        }
        if (isUuid(text, start, end) || isHash(text, start, end, bits)) {
            return true;
        }
        if ((bits & Chars.DOT) != 0) {
            return isDotted(text, start, end);
        }
        if ((bits & Chars.UNDERSCORE) != 0) {
            return isJoined(text, start, end, '_');
        }
        if ((bits & Chars.DASH) != 0) {
            return isJoined(text, start, end, '-') && isCode(text, start, bits);
        }
        return (bits & Chars.DIGIT) != 0 ? isCoded(text, start, end, bits) : NormalForm.hasHump(text, start, end);
    }

    /** A ticket, order or model id: parts of letters and parts with digits, or all in capitals. */
    private static boolean isCode(CharSequence text, int start, int bits) {
        if ((bits & Chars.DIGIT) == 0) {
            return (bits & Chars.LOWER) == 0;
        }
        if (Chars.is(text.charAt(start), Chars.DIGIT)) {
            return (bits & Chars.UPPER) != 0 && (bits & Chars.LOWER) == 0;
        }
        return true;
    }

    /** {@code E1042}, {@code sha256}: letters before digits, enough of them not to be a word. */
    private static boolean isCoded(CharSequence text, int start, int end, int bits) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += Chars.is(text.charAt(i), Chars.DIGIT) ? 1 : 0;
        }
        boolean capital = (bits & Chars.UPPER) != 0;
        return (Chars.is(text.charAt(start), Chars.LETTER) && (digits >= 3 || (digits == 2 && capital)))
                || NormalForm.hasHump(text, start, end);
    }

    private static boolean isJoined(CharSequence text, int start, int end, char joint) {
        for (int i = start + 1; i + 1 < end; i++) {
            if (text.charAt(i) == joint
                    && Chars.is(text.charAt(i - 1), Chars.ALNUM)
                    && Chars.is(text.charAt(i + 1), Chars.ALNUM)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDotted(CharSequence text, int start, int end) {
        int parts = 0;
        int longest = 0;
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == '.') {
                if (i == from || !Chars.is(text.charAt(from), Chars.LETTER | Chars.UNDERSCORE)) {
                    return false;
                }
                longest = Math.max(longest, i - from);
                parts++;
                from = i + 1;
            }
        }
        return parts >= 2 && longest >= 2 && !(parts == 2 && isMissingSpace(text, start, end));
    }

    /** {@code end.Then}: two sentences, not a name. */
    private static boolean isMissingSpace(CharSequence text, int start, int end) {
        int dot = Words.skip(text, start, end, Chars.LOWER);
        return dot > start
                && text.charAt(dot) == '.'
                && Chars.is(text.charAt(dot + 1), Chars.UPPER)
                && Words.skip(text, dot + 2, end, Chars.LOWER) == end;
    }

    private static boolean isFile(CharSequence text, int start, int end) {
        int dot = end - 1;
        while (dot > start && text.charAt(dot) != '.') {
            dot--;
        }
        int letters = end - dot - 1;
        return dot > start
                && letters >= 1
                && letters <= LONGEST_EXTENSION
                && Chars.is(text.charAt(start), Chars.ALNUM | Chars.UNDERSCORE | Chars.DOT)
                && (letters > 1 || dot - start > 1)
                && FILES.contains(text.subSequence(dot + 1, end).toString());
    }

    private static boolean isMail(CharSequence text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) != '@') {
            at++;
        }
        return at > start && at + 1 < end && isDotted(text, at + 1, end);
    }

    private static boolean isUuid(CharSequence text, int start, int end) {
        if (end - start != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(start + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !Chars.isHex(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHash(CharSequence text, int start, int end, int bits) {
        int length = end - start;
        if (length < SHORTEST_HASH || length > LONGEST_HASH || (bits & Chars.DIGIT) == 0) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!Chars.isHex(text.charAt(i)) || Chars.is(text.charAt(i), Chars.UPPER)) {
                return false;
            }
        }
        return true;
    }
}
