package dev.longhaul.compaction;

/** What is done about a boundary that does not help, in the order in which it is tried. */
public enum Rung {
    /** Nothing but to note it. */
    NONE("nothing else is done"),
    /** The summary is asked for again, with instructions that mend what was wrong. */
    TIGHTER_INSTRUCTIONS("summarising again with tighter instructions"),
    /** Results of old calls are cut down to a note. */
    CLEAR_RESULTS("clearing old tool results"),
    /** Pins are left out, those of low priority first; one that is required never is. */
    SHED_PINS("shedding pins"),
    /** Another text stands in for the summary: an earlier one that could be used, or an extract. */
    STAND_IN("going on without this summary"),
    /** The agent is asked for a last word. */
    WRAP_UP("wrapping up"),
    /** The session ends with what there is. */
    STOP("stopping");

    private final String words;

    Rung(String words) {
        this.words = words;
    }

    /** What is done, for people. */
    public String words() {
        return words;
    }

    /** Whether it gives up on what was wanted: a summary of everything, or more work. */
    public boolean givesUp() {
        return compareTo(STAND_IN) >= 0;
    }
}
