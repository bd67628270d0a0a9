package dev.longhaul.compaction.retention;

/** Takes what an {@link Extractor} finds. Used by one thread at a time. */
public interface FactSink {

    /**
     * The characters from {@code start} to before {@code end} of the unit's text are a fact.
     *
     * @throws IndexOutOfBoundsException if they are not a piece of the text with at least one character
     */
    void found(FactKind kind, int start, int end);

    /**
     * The unit holds a fact that does not stand in it word for word. It counts as kept only if an extractor finds it in the
     * standing text too, or its words stand there in a row.
     *
     * @param text not blank
     */
    void found(FactKind kind, String text);

    /** The characters from {@code start} to before {@code end} were a fact and are settled: a to-do item ticked off. */
    void settled(FactKind kind, int start, int end);
}
