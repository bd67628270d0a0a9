package dev.longhaul.session;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said to a session while it ran and the model has not answered. Immutable; as large as what its senders had
 * waiting, for each reply empties it.
 *
 * @param waiting stand nowhere in the context yet, in the order they came
 * @param unanswered stand in the last message of the context, and no reply has come since
 */
record Inbox(List<String> waiting, List<String> unanswered) {

    static final Inbox EMPTY = new Inbox(List.of(), List.of());

    Inbox {
        waiting = List.copyOf(waiting);
        unanswered = List.copyOf(unanswered);
    }

    Inbox received(String text) {
        return new Inbox(joined(waiting, List.of(text)), unanswered);
    }

    Inbox delivered() {
        return new Inbox(List.of(), joined(unanswered, waiting));
    }

    Inbox answered() {
        return new Inbox(waiting, List.of());
    }

    /** A boundary closed what nobody had answered yet: it is said again behind it, before what came later. */
    Inbox closed() {
        return new Inbox(joined(unanswered, waiting), List.of());
    }

    /** How many messages the model has not read. */
    int unread() {
        return waiting.size() + unanswered.size();
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
