package dev.longhaul.compaction.retention;

import java.util.ArrayList;
import java.util.List;

/** The extractors that come with the house. Immutable. */
public final class Extractors {

    private static final List<Extractor> STANDARD = List.of(new WordFacts(), new SentenceFacts(), new QuotedFacts());

    private Extractors() {}

    /** Paths, addresses, identifiers, quantities, errors, obligations and quotes. */
    public static List<Extractor> standard() {
        return STANDARD;
    }

    /** The standard ones, and more behind them. */
    public static List<Extractor> standardAnd(Extractor... more) {
        var all = new ArrayList<>(STANDARD);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
