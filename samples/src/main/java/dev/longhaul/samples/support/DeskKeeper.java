package dev.longhaul.samples.support;

import java.io.IOException;
import java.util.List;

/** Shows others what is complete. Called by one thread at a time, once a completion is in the desk's database. */
public interface DeskKeeper {

    /**
     * Keeps what is complete now. If it cannot, the completion stands all the same.
     *
     * @param completed every completed ticket, in the queue's order
     */
    void keep(List<ProcessedTicket> completed) throws IOException;
}
