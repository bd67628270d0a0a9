package dev.longhaul.runner.store;

import dev.longhaul.session.Ending;
import dev.longhaul.session.Lease;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as lists show it: by its row, which no hash covers. What happened is in its journal. Immutable.
 *
 * @param model the name of its model
 * @param task the beginning of what it was told to do
 * @param parent whose sub-agent it is; empty for nobody's
 * @param created when its first event was recorded, or when it was forked; to the millisecond
 * @param updated when its last event was recorded, to the millisecond
 * @param events how many events its journal has
 * @param outcome how it ended; empty while it runs or waits to be resumed
 * @param reason why it ended so; empty for a session that simply finished, or that is open
 * @param billedTokens what was, or may have been, billed so far, without its sub-agents, which have lines of their own
 * @param holder who runs it now; empty if nobody alive does
 * @param damage what is wrong with the row, in words; empty if it can be read. The journal may be sound
 */
public record SessionSummary(
        String id,
        String model,
        String task,
        Optional<String> parent,
        Instant created,
        Instant updated,
        long events,
        Optional<Ending.Kind> outcome,
        String reason,
        long billedTokens,
        Optional<Lease> holder,
        String damage) {}
