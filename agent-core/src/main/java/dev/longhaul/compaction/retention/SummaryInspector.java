package dev.longhaul.compaction.retention;

/**
 * Compares what a summary closes with what will stand in its place. Implementations are thread-safe; the default is {@link
 * FactInspector}.
 */
@FunctionalInterface
public interface SummaryInspector {

    Retention inspect(Inspection inspection);
}
