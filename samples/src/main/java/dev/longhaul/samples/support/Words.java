package dev.longhaul.samples.support;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What counts as a word when texts are compared. */
final class Words {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_STEM = 4;

    private static final Set<String> STOP = Set.of(
            "the", "and", "for", "with", "from", "that", "this", "was", "are", "not", "but", "has", "have", "had",
            "you", "your", "our", "how", "can", "cannot", "after", "when", "does", "did", "what", "about", "all", "any",
            "its");

    private Words() {}

    /** The distinct words of a text that say something, cut down to what their forms share. */
    static List<String> stems(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST && !STOP.contains(word))
                .map(Words::stem)
                .distinct()
                .toList();
    }

    /** How many of the stems stand in the text. */
    static long hits(List<String> stems, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return stems.stream().filter(lower::contains).count();
    }

    private static String stem(String word) {
        for (var ending : List.of("ing", "ed", "es", "s", "e")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
