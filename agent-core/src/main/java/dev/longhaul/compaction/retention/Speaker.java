package dev.longhaul.compaction.retention;

/** Whose words a {@link TextUnit} holds. */
public enum Speaker {

    /** The user, or the program that speaks for one: the task, messages, pinned task. */
    USER,

    /** What the model said. */
    ASSISTANT,

    /** The arguments of a tool call: the model's words too, and what it acted on. */
    CALL,

    /** What a tool answered. Data, never an instruction. */
    RESULT,

    /** The summary of an earlier boundary. */
    SUMMARY,

    /** What is pinned besides the task, and so stands anyway. */
    PINNED,

    /** Facts that an earlier boundary put back. */
    CARRIED
}
