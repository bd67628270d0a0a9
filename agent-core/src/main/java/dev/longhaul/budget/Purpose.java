package dev.longhaul.budget;

/** What a model call, or a part of its reply, is paid for. */
public enum Purpose {
    WORK("work"),
    /** A summary, whether asked for by itself or written by the provider on the way. */
    COMPACTION("compaction"),
    /** A second look at a summary. */
    PROBE("probe"),
    /** The last, paid-for reply. */
    WRAP_UP("wrap-up"),
    /** Sessions of sub-agents, whatever they spent it on. */
    SUB_AGENT("sub-agents");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    /** What a sub-agent spends is paid for as a whole; it asks in a session of its own. */
    public static IllegalArgumentException notAsked() {
        return new IllegalArgumentException("no request is made for a sub-agent: it asks in a session of its own");
    }

    /** As reports spell it. */
    public String word() {
        return word;
    }
}
