package dev.longhaul.compaction.retention;

import dev.longhaul.model.Message;
import java.util.List;

/**
 * What to compare. Immutable.
 *
 * @param dropped the messages that the summary closes, in order; those kept word for word are left out
 * @param standing the exact text that will stand behind the boundary: summary, kept messages, pins; see {@link
 *     StandingText}
 * @param promoted facts that must stand whatever the messages say of them
 */
public record Inspection(List<Message> dropped, String standing, List<Fact> promoted) {

    public Inspection {
        dropped = List.copyOf(dropped);
        promoted = List.copyOf(promoted);
    }

    public Inspection(List<Message> dropped, String standing) {
        this(dropped, standing, List.of());
    }
}
