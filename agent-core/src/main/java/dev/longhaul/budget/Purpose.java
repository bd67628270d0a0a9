package dev.longhaul.budget;

/** What a model call, or a part of its reply, is paid for. */
public enum Purpose {
    WORK("work"),
    /** A summary, whether asked for by itself or written by the provider on the way. */
    COMPACTION("compaction"),
    /** A second look at a summary. */
    PROBE("probe"),
    /** The last, paid-for reply. */
    WRAP_UP("wrap-up");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    /** As reports spell it. */
    public String word() {
        return word;
    }
}
