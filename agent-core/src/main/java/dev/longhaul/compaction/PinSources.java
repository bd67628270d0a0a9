package dev.longhaul.compaction;

import dev.longhaul.model.Message;
import java.util.List;
import java.util.Map;

/**
 * What a session has to say to its pins at one moment. Immutable.
 *
 * @param task what the session was started with
 * @param recent the messages that turns may be taken from; those kept word for word are left out
 * @param todo the to-do list as it is shown; empty for none
 * @param states what the states have come to, by name
 */
public record PinSources(String task, List<Message> recent, String todo, Map<String, PinnedText> states) {

    public PinSources {
        recent = List.copyOf(recent);
        states = Map.copyOf(states);
    }

    /** What is known before anything has happened. */
    public static PinSources atStart(String task, Map<String, PinnedText> states) {
        return new PinSources(task, List.of(), "", states);
    }
}
