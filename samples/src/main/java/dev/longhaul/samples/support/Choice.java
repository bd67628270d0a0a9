package dev.longhaul.samples.support;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words the desk takes for one thing. Immutable.
 *
 * @param what the thing, such as "priority"
 */
record Choice(String what, List<String> accepted) {

    Choice {
        accepted = List.copyOf(accepted);
    }

    /** The word as the desk spells it; empty if it takes no such word. Case and outer blanks do not count. */
    Optional<String> spelled(String word) {
        var wanted = folded(word);
        return accepted.stream().filter(each -> folded(each).equals(wanted)).findFirst();
    }

    private static String folded(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }
}
