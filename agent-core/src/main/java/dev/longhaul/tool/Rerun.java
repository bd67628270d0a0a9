package dev.longhaul.tool;

/** What becomes of a call that a dead process had started and not finished: nobody knows whether it did its work. */
public enum Rerun {

    /** It runs again with the same idempotency key. For calls that read, or that honour the key. */
    RERUN,

    /** A person decides; until then the session is suspended. */
    ASK,

    /** It does not run again; the model is told that the outcome is unknown, and to look before it repeats it. */
    FAIL
}
