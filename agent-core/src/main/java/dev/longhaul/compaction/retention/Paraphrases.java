package dev.longhaul.compaction.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds obligations that stand in other words. Conservative: an obligation stands if at least two of its content words,
 * and at least seven in ten, stand within a window of twice its length (16 words at least), and if the same window has
 * every word of it with a digit, and a negation if it has one. Words that stand more than {@value #MOST_PLACES} times say
 * too little and are left out of the count; so the work for one obligation is bounded. Not thread-safe.
 */
final class Paraphrases {

    static final int MOST_PLACES = 64;

    private static final int MOST_WORDS = 24;
    private static final int SMALLEST_WINDOW = 16;
    private static final double SHARE = 0.7;

    private final LongTable slots = new LongTable();
    private final List<int[]> places = new ArrayList<>();

    Paraphrases(CharSequence text) {
        var cursor = new WordCursor(text, 0, text.length());
        for (int position = 0; cursor.next(); position++) {
            long word = ContentWords.of(text, cursor);
            if (word != 0) {
                add(word, position);
            }
        }
    }

    /** The first number of a list of places is how many there are; one more than the most says that there are too many. */
    private void add(long word, int position) {
        int slot = slots.get(word);
        if (slot == LongTable.NONE) {
            slots.put(word, places.size());
            places.add(new int[] {1, position, 0, 0});
            return;
        }
        var known = places.get(slot);
        if (known[0] > MOST_PLACES) {
            return;
        }
        int count = ++known[0];
        if (count <= MOST_PLACES) {
            if (count >= known.length) {
                known = Arrays.copyOf(known, 2 * known.length);
                places.set(slot, known);
            }
            known[count] = position;
        }
    }

    boolean has(CharSequence text, int start, int end) {
        var words = new long[MOST_WORDS];
        var exact = new boolean[MOST_WORDS];
        int count = 0;
        int all = 0;
        var cursor = new WordCursor(text, start, end);
        while (cursor.next()) {
            all++;
            long word = ContentWords.of(text, cursor);
            if (word != 0 && count < MOST_WORDS && !contains(words, count, word)) {
                exact[count] = cursor.hasDigits() || word == ContentWords.NEGATION;
                words[count++] = word;
            }
        }
        return stands(words, exact, count, Math.max(SMALLEST_WINDOW, 2 * all));
    }

    private static boolean contains(long[] words, int count, long word) {
        for (int i = 0; i < count; i++) {
            if (words[i] == word) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(long[] words, boolean[] exact, int count, int window) {
        var seen = new long[MOST_WORDS * MOST_PLACES];
        int size = 0;
        int counted = 0;
        int must = 0;
        for (int i = 0; i < count; i++) {
            int slot = slots.get(words[i]);
            if (slot == LongTable.NONE && exact[i]) {
                return false;
            }
            var at = slot == LongTable.NONE ? new int[1] : places.get(slot);
            if (at[0] > MOST_PLACES) {
                continue;
            }
            counted++;
            must |= exact[i] ? 1 << i : 0;
            for (int k = 1; k <= at[0]; k++) {
                seen[size++] = ((long) at[k] << Byte.SIZE) | i;
            }
        }
        int need = Math.max(2, (int) Math.ceil(SHARE * counted));
        Arrays.sort(seen, 0, size);
        return counted >= 2 && closeTogether(seen, size, window, need, must);
    }

    /** Slides over the places, sorted, and counts which words the window has. */
    private static boolean closeTogether(long[] seen, int size, int window, int need, int must) {
        var inside = new int[MOST_WORDS];
        int mask = 0;
        int from = 0;
        for (int to = 0; to < size; to++) {
            int word = (int) seen[to] & 0xff;
            inside[word]++;
            mask |= 1 << word;
            while ((seen[to] >> Byte.SIZE) - (seen[from] >> Byte.SIZE) >= window) {
                int left = (int) seen[from++] & 0xff;
                if (--inside[left] == 0) {
                    mask &= ~(1 << left);
                }
            }
            if (Integer.bitCount(mask) >= need && (mask & must) == must) {
                return true;
            }
        }
        return false;
    }
}
