package dev.longhaul.budget;

/** A place on the way to a limit at which something happens, once in a session's life. */
public enum Edge {
    /** Someone should know. */
    WARN,
    /** The agent is told to bring its work to a good end. */
    WRAP_UP,
    /** The limit itself. At the wall clock's the session stops; at the others' it wraps up if it has not yet. */
    HARD
}
