package dev.longhaul.compaction.retention;

import java.util.Set;

/** The words of an obligation that carry its meaning, cut to a stem. Pure. */
final class ContentWords {

    /** Stands for any word that negates. */
    static final long NEGATION = Hash.of(Hash.SEED, -1);

    private static final int STEM = 6;

    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "never", "none", "without", "cannot", "don", "can", "mustn", "doesn", "won", "isn");

    private static final Set<String> EMPTY =
            Set.of(("a an and any are as at be before been but by do each every for from has"
                            + " have if in into is it its just may must of on or our shall should so that the their them then there"
                            + " these they this those to until us was we were what when which who will with you your i me my always"
                            + " please could would also only all make sure todo fixme ll s t re ve")
                    .split(" ", -1));

    private ContentWords() {}

    /** What the cursor's word is compared by; 0 for one that carries nothing. */
    static long of(CharSequence text, WordCursor word) {
        if (word.hasDigits()) {
            return word.folded();
        }
        int length = word.end() - word.start();
        int cut = Math.min(length, 16);
        var folded = new char[cut];
        for (int i = 0; i < cut; i++) {
            folded[i] = Chars.fold(text.charAt(word.start() + i));
        }
        var whole = new String(folded);
        if (isNegation(text, word, whole)) {
            return NEGATION;
        }
        return EMPTY.contains(whole) || whole.equals("can") || whole.equals("don") ? 0 : hash(stem(whole));
    }

    /** The first half of {@code don't} negates, {@code can} alone does not. */
    private static boolean isNegation(CharSequence text, WordCursor word, String folded) {
        boolean half = word.end() + 1 < text.length()
                && (text.charAt(word.end()) == '\'' || text.charAt(word.end()) == '\u2019')
                && Chars.fold(text.charAt(word.end() + 1)) == 't';
        boolean alone = !folded.equals("don") && !folded.equals("can") && !folded.equals("won");
        return NEGATIONS.contains(folded) && (half || alone);
    }

    private static String stem(String word) {
        if (word.length() > STEM) {
            return word.substring(0, STEM);
        }
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    private static long hash(String stem) {
        long hash = Hash.SEED;
        for (int i = 0; i < stem.length(); i++) {
            hash = Hash.plus(hash, stem.charAt(i));
        }
        return Hash.of(hash, STEM);
    }
}
