package dev.longhaul.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was said to a session while it ran and the model has not answered. Immutable; as large as what its senders had
 * waiting, for each reply empties it.
 *
 * @param waiting stand nowhere in the context yet, in the order they came
 * @param unanswered stand in the last message of the context, and no reply has come since
 * @param lettersTaken the number of the last letter that was taken out of the post for it; 0 for none
 */
record Inbox(List<String> waiting, List<String> unanswered, long lettersTaken) {

    /** Said by the runtime, without the words that ask for a wrap-up, which models and their stand-ins listen for. */
    private static final String GO_ON_AFTER_ALL =
            "You may go on after all: your last reply does not have to be the last,"
                    + " and tools can be called again. Go on with the task from where you stopped.";

    static final Inbox EMPTY = new Inbox(List.of(), List.of(), 0);

    Inbox {
        waiting = List.copyOf(waiting);
        unanswered = List.copyOf(unanswered);
    }

    Inbox received(String text) {
        return new Inbox(joined(waiting, List.of(text)), unanswered, lettersTaken);
    }

    Inbox delivered() {
        return new Inbox(List.of(), joined(unanswered, waiting), lettersTaken);
    }

    Inbox answered() {
        return new Inbox(waiting, List.of(), lettersTaken);
    }

    /** A boundary closed what nobody had answered yet: it is said again behind it, before what came later. */
    Inbox closed() {
        return new Inbox(joined(unanswered, waiting), List.of(), lettersTaken);
    }

    Inbox taken(long upTo) {
        return new Inbox(waiting, unanswered, Math.max(lettersTaken, upTo));
    }

    /** A fork has a post of its own. */
    Inbox ofAFork() {
        return new Inbox(waiting, unanswered, 0);
    }

    /** A model that was told to wrap up is told, before all that waits, that it may go on. */
    Inbox takingBackTheWrapUp() {
        return new Inbox(joined(List.of(GO_ON_AFTER_ALL), waiting), unanswered, lettersTaken);
    }

    /** With what {@code later} has not had read either, and with the letters it took. */
    Inbox insteadOf(Inbox later) {
        var known = all().toList();
        var more = later.messages().filter(text -> !known.contains(text)).toList();
        return new Inbox(joined(waiting, more), unanswered, later.lettersTaken);
    }

    /** Whether nothing is left to be said or answered, by whomever. */
    boolean isEmpty() {
        return all().findAny().isEmpty();
    }

    private Stream<String> all() {
        return Stream.concat(unanswered.stream(), waiting.stream());
    }

    /** What others said that the model has not read, in the order it was said. */
    Stream<String> messages() {
        return all().filter(text -> !text.equals(GO_ON_AFTER_ALL));
    }

    /** How many messages the model has not read. */
    int unread() {
        return (int) messages().count();
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
