package dev.longhaul.samples.support;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The exact things in a text: codes, amounts, versions, dates. Pure. */
final class Facts {

    private static final Pattern EXACT = Pattern.compile(
            "[A-Z]{2,}-[A-Z0-9-]*\\d|\\$\\d[\\d.,]*\\d|\\d{4}-\\d{2}-\\d{2}|\\bv?\\d+\\.\\d+(\\.\\d+)*");

    private Facts() {}

    static List<String> of(String text) {
        return EXACT.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    /** The text without words that hold a digit or a quote: what one remembers of it. */
    static String gist(String text) {
        var words = new StringBuilder();
        for (var word : text.strip().split("\\s+", -1)) {
            if (word.chars().noneMatch(Character::isDigit)) {
                words.append(words.isEmpty() ? "" : " ").append(word.replaceAll("[\"'`]", ""));
            }
        }
        return words.toString();
    }
}
