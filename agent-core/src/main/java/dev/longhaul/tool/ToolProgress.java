package dev.longhaul.tool;

/** Is told how calls go while they run, from their threads: thread-safe and quick. What it throws is left out of account. */
@FunctionalInterface
public interface ToolProgress {

    ToolProgress NONE = (sessionId, call, words) -> {};

    /** A call says how far it is. */
    void on(String sessionId, ToolCall call, String words);
}
