package dev.longhaul.samples.support;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the desk can look up: articles by category. Immutable. */
public record Knowledge(Map<String, List<Article>> articles) {

    private static final int WORTH_OF_TITLE = 10;

    public Knowledge {
        var copy = new LinkedHashMap<String, List<Article>>();
        articles.forEach((category, some) -> copy.put(category, List.copyOf(some)));
        articles = Collections.unmodifiableMap(copy);
    }

    public Set<String> categories() {
        return articles.keySet();
    }

    /** A category's articles that have a word of the query, best first; those without follow in {@link Found#others}. */
    public Found search(String category, String query) {
        var stems = Words.stems(query);
        var all = articles.getOrDefault(category, List.of()).stream()
                .map(article -> new Rated(article, rate(stems, article)))
                .sorted(Comparator.comparingLong(Rated::rating).reversed())
                .toList();
        return new Found(
                all.stream().filter(r -> r.rating() > 0).map(Rated::article).toList(),
                all.stream().filter(r -> r.rating() == 0).map(Rated::article).toList());
    }

    /**
     * What a search brought.
     *
     * @param matches best first
     * @param others articles of the category without any of the words
     */
    public record Found(List<Article> matches, List<Article> others) {}

    private record Rated(Article article, long rating) {}

    private static long rate(List<String> stems, Article article) {
        return Words.hits(stems, article.title()) * WORTH_OF_TITLE + Words.hits(stems, article.text());
    }
}
