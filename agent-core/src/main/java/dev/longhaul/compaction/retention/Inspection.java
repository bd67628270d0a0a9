package dev.longhaul.compaction.retention;

import dev.longhaul.model.Message;
import java.util.List;

/**
 * What to compare. Immutable.
 *
 * @param dropped the messages that the summary closes, in order; those kept word for word are left out
 * @param standing the exact text that will stand behind the boundary, summary and pins
 * @param tail the text of the messages kept word for word, see {@link StandingText}; it stands until the next boundary
 *     closes them; empty if none are kept
 * @param promoted facts that must stand whatever the messages say of them
 */
public record Inspection(List<Message> dropped, String standing, String tail, List<Fact> promoted) {

    public Inspection {
        dropped = List.copyOf(dropped);
        promoted = List.copyOf(promoted);
    }

    public Inspection(List<Message> dropped, String standing, List<Fact> promoted) {
        this(dropped, standing, "", promoted);
    }

    public Inspection(List<Message> dropped, String standing) {
        this(dropped, standing, List.of());
    }
}
