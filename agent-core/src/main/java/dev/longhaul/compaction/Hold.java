package dev.longhaul.compaction;

/**
 * Compaction that was put off. Immutable.
 *
 * @param on whether it is
 * @param turns the agent's replies since
 */
public record Hold(boolean on, int turns) {

    /**
     * After so many turns it is tried again, however little the context grew. What keeps a summary from being written mostly
     * passes within minutes, and so long do some twenty turns take; one try in twenty turns costs next to nothing.
     */
    public static final int MOST_TURNS = 20;

    static final Hold OFF = new Hold(false, 0);
    static final Hold BEGUN = new Hold(true, 0);

    Hold replied() {
        return on ? new Hold(true, turns + 1) : this;
    }

    boolean isOver() {
        return on && turns >= MOST_TURNS;
    }
}
