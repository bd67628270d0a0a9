package dev.longhaul.compaction.retention;

/**
 * Finds facts in text. Implementations are stateless, so one serves all inspections on all threads, and linear: a history
 * has megabytes. They read the history and what will stand in its place alike; a fact found in both is kept.
 */
@FunctionalInterface
public interface Extractor {

    /** Reports every fact of the unit to the sink, in any order, as often as it occurs. */
    void extract(TextUnit unit, FactSink sink);
}
