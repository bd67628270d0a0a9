package dev.longhaul.compaction.retention;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether a fact stands in a text. Built in one pass: the facts that the extractors find there, and all words in
 * their order. Not thread-safe.
 *
 * <p>A fact stands if an extractor finds the same one in the text, or if the text has its words in a row: as written for
 * paths, addresses and camel case, in any case otherwise. A path also stands as the end of a longer one. Quantities stand
 * only if found as such ({@code 20 %} is not {@code 20 files}), obligations also as {@link Paraphrases} allow.
 */
final class StandingIndex implements FactSink {

    private final CharSequence text;
    private final LongTable facts = new LongTable();
    private final LongTable exactWords = new LongTable();
    private final Phrases phrases = new Phrases();
    private final NormalForm form = new NormalForm();
    private @Nullable Paraphrases paraphrases;

    private StandingIndex(CharSequence text) {
        this.text = text;
    }

    static StandingIndex of(String text, List<Extractor> extractors) {
        var index = ofWords(text);
        var unit = new TextUnit(Speaker.SUMMARY, 0, text, true);
        extractors.forEach(extractor -> extractor.extract(unit, index));
        index.restored(text);
        return index;
    }

    /** An index of words alone, for texts in which all extractors were run already. */
    static StandingIndex ofWords(CharSequence text) {
        var index = new StandingIndex(text);
        var cursor = new WordCursor(text, 0, text.length());
        while (cursor.next()) {
            index.phrases.add(cursor.folded());
            index.exactWords.put(cursor.exact(), 1);
        }
        return index;
    }

    /** What was put back stands as what it was, even where no extractor would find it by itself. */
    private void restored(String all) {
        int open = all.indexOf(FactBlock.OPEN);
        while (open >= 0) {
            int close = all.indexOf(FactBlock.CLOSE, open);
            int end = close < 0 ? all.length() : close;
            FactBlock.read(all, open, end, (group, from, to) -> found(group.kind, from, to));
            open = close < 0 ? -1 : all.indexOf(FactBlock.OPEN, end);
        }
    }

    @Override
    public void found(FactKind kind, int start, int end) {
        add(kind, text, start, end);
    }

    @Override
    public void found(FactKind kind, String composed) {
        add(kind, composed, 0, composed.length());
    }

    /** A to-do item that the text shows as done still stands in it. */
    @Override
    public void settled(FactKind kind, int start, int end) {
        add(kind, text, start, end);
    }

    private void add(FactKind kind, CharSequence said, int start, int end) {
        facts.put(form.of(kind, said, start, end).hash(kind), 1);
        if (kind == FactKind.PATH) {
            form.hashesOfEnds(hash -> facts.put(hash, 1));
        }
    }

    boolean has(Fact fact) {
        return has(fact.kind(), fact.text(), 0, fact.text().length());
    }

    boolean has(FactKind kind, CharSequence said, int start, int end) {
        return facts.has(form.of(kind, said, start, end).hash(kind)) || hasWords(kind, said, start, end);
    }

    private boolean hasWords(FactKind kind, CharSequence said, int start, int end) {
        return switch (kind) {
            case QUANTITY -> false;
            case PATH, URL -> hasExact(said, start, end);
            case IDENTIFIER ->
                NormalForm.hasHump(said, start, end) ? hasExact(said, start, end) : hasPhrase(said, start, end);
            case QUOTE, ERROR -> hasPhrase(said, start, end);
            case OBLIGATION -> hasPhrase(said, start, end) || paraphrases().has(said, start, end);
        };
    }

    private boolean hasExact(CharSequence said, int start, int end) {
        var cursor = new WordCursor(said, start, end);
        return cursor.next() && exactWords.has(cursor.exact()) && !cursor.next();
    }

    /** Words say enough only if they are most of the fact: {@code $5} is more than the word 5. */
    private boolean hasPhrase(CharSequence said, int start, int end) {
        int inWords = 0;
        for (int i = start; i < end; i++) {
            char c = said.charAt(i);
            if (Chars.is(c, Chars.SYMBOL)) {
                return false;
            }
            inWords += Chars.is(c, Chars.ALNUM) ? 1 : 0;
        }
        return 2 * inWords >= end - start && phrases.has(said, start, end);
    }

    private Paraphrases paraphrases() {
        var known = paraphrases;
        if (known == null) {
            known = new Paraphrases(text);
            paraphrases = known;
        }
        return known;
    }
}
