package dev.longhaul.session;

/** What becomes of a background summary that has come. */
public enum Arrival {
    /** The session is in the middle of something; at the next safe point it is looked at again. */
    LATER,
    /** It leads to a boundary now. */
    TAKEN,
    /** The session is being brought to its end. */
    TOO_LATE,
    /** The context no longer begins with what it sums up. */
    STALE;

    static Arrival at(SessionState state) {
        if (!(state.position() instanceof Position.Ready ready)
                || ready.turnOpen()
                || !(state.compacting().pending() instanceof Pending.Beside beside)) {
            return LATER;
        }
        if (state.wrapUp() != null) {
            return TOO_LATE;
        }
        return beside.fits(state.context()) ? TAKEN : STALE;
    }
}
