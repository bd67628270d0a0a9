package dev.longhaul.samples.support;

import java.io.IOException;
import java.util.List;

/** Keeps outside the process what a desk did. Called by one thread at a time, before the change is acknowledged. */
public interface DeskKeeper {

    /**
     * Keeps one change.
     *
     * @param changed the ticket as it is now
     * @param all every ticket worked on, the changed one as it is now
     */
    void keep(TicketWork changed, List<TicketWork> all) throws IOException;
}
