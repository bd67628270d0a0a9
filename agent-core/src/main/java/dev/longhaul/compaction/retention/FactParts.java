package dev.longhaul.compaction.retention;

import java.util.HashSet;
import java.util.Set;

/** The facts that stand within a fact's own text: a rule names a code. Pure. */
final class FactParts implements FactSink {

    private final String text;
    private final Set<Fact> parts = new HashSet<>();

    private FactParts(String text) {
        this.text = text;
    }

    /** All of them; the fact itself is one if it is found by itself. */
    static Set<Fact> of(Fact fact) {
        var found = new FactParts(fact.text());
        var unit = new TextUnit(Speaker.SUMMARY, 0, fact.text(), false);
        Extractors.standard().forEach(extractor -> extractor.extract(unit, found));
        return found.parts;
    }

    @Override
    public void found(FactKind kind, int start, int end) {
        parts.add(new Fact(kind, text.substring(start, end)));
    }

    @Override
    public void found(FactKind kind, String composed) {
        parts.add(new Fact(kind, composed));
    }

    @Override
    public void settled(FactKind kind, int start, int end) {}
}
