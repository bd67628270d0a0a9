package dev.longhaul.compaction.retention;

import java.util.ArrayList;
import java.util.List;

/** Counts mentions of facts while texts are read. Not thread-safe; lives for one inspection. */
final class FactTally implements FactSink {

    private final LongTable places = new LongTable();
    private final List<Mention> mentions = new ArrayList<>();
    private final NormalForm form = new NormalForm();
    private TextUnit unit = new TextUnit(Speaker.CARRIED, 0, "", false);

    /** What is found from now on stands in this unit. */
    void begin(TextUnit next) {
        unit = next;
    }

    /** All facts, in the order of their first mention. */
    List<Mention> mentions() {
        return mentions;
    }

    @Override
    public void found(FactKind kind, int start, int end) {
        found(kind, start, end, unit.speaker());
    }

    /** Found in a unit that repeats what somebody else said. */
    void found(FactKind kind, int start, int end, Speaker speaker) {
        at(kind, unit.text(), start, end).add(unit, speaker);
    }

    @Override
    public void found(FactKind kind, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a fact of kind " + kind + " has no text");
        }
        at(kind, text, 0, text.length()).add(unit, unit.speaker());
    }

    @Override
    public void settled(FactKind kind, int start, int end) {
        long hash = form.of(kind, unit.text(), start, end).hash(kind);
        int place = places.get(hash);
        if (place != LongTable.NONE) {
            mentions.get(place).settled = true;
        }
    }

    /** A fact that must stand, whether or not anybody said it again. */
    void promote(Fact fact) {
        var mention = at(fact.kind(), fact.text(), 0, fact.text().length());
        if (mention.uses() == 0) {
            mention.add(unit, Speaker.CARRIED);
        }
        mention.promoted = true;
    }

    private Mention at(FactKind kind, CharSequence text, int start, int end) {
        if (start >= end) {
            throw new IndexOutOfBoundsException("a fact of kind " + kind + " from " + start + " to " + end);
        }
        long hash = form.of(kind, text, start, end).hash(kind);
        int place = places.get(hash);
        if (place != LongTable.NONE) {
            return mentions.get(place);
        }
        var mention = new Mention(hash, kind, unit, text, start, end);
        places.put(hash, mentions.size());
        mentions.add(mention);
        return mention;
    }
}
