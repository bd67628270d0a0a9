package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** What a search is answered with: one article in full, for they are long, and the titles of others. */
final class SearchAnswer {

    private static final int MOST_TITLES = 10;

    private SearchAnswer() {}

    static ObjectNode of(String category, String query, Knowledge.Found found) {
        var answer = JsonNodeFactory.instance
                .objectNode()
                .put("category", category)
                .put("query", query)
                .put("note", note(found));
        var results = answer.putArray("results");
        found.matches().stream()
                .limit(1)
                .forEach(best -> results.addObject().put("title", best.title()).put("text", best.text()));
        var titles = answer.putArray("other_titles");
        Stream.concat(found.matches().stream().skip(1), found.others().stream())
                .limit(MOST_TITLES)
                .forEach(other -> titles.add(other.title()));
        return answer;
    }

    private static String note(Knowledge.Found found) {
        return found.matches().isEmpty()
                ? "No article has any of these words. Search for words of a title to read that article."
                : "The best article is in results in full; search for words of another title to read that one.";
    }
}
