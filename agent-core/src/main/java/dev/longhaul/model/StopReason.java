package dev.longhaul.model;

import java.util.Locale;

/** Why the model stopped (wire spec §6.3). */
public enum StopReason {
    END_TURN,
    MAX_TOKENS,
    STOP_SEQUENCE,
    TOOL_USE,
    /** A server-side tool loop paused; the turn goes back unchanged to continue. */
    PAUSE_TURN,
    /** Stopped behind a compaction block because the request asked to pause there. */
    COMPACTION,
    REFUSAL,
    MODEL_CONTEXT_WINDOW_EXCEEDED,
    /** Not known to this version; never taken for "done". */
    UNKNOWN;

    /** The reason spelled {@code wire}, or {@link #UNKNOWN}. */
    public static StopReason ofWire(String wire) {
        for (var reason : values()) {
            if (reason != UNKNOWN && reason.name().toLowerCase(Locale.ROOT).equals(wire)) {
                return reason;
            }
        }
        return UNKNOWN;
    }
}
