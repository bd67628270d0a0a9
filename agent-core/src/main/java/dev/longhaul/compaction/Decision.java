package dev.longhaul.compaction;

import java.util.List;

/** What follows from a checkpoint. Immutable data: it goes into the journal. */
public sealed interface Decision {

    /** Go on behind the summary. */
    record Accept() implements Decision {}

    /** Go on behind the summary, with these texts said by the user after the pins. */
    record AcceptWith(List<String> messages) implements Decision {
        public AcceptWith {
            messages = List.copyOf(messages);
            messages.forEach(message -> requireText("message", message));
        }
    }

    /** Keep the history and compact again at once, with these instructions instead. */
    record Resummarise(String instructions) implements Decision {
        public Resummarise {
            requireText("instruction", instructions);
        }
    }

    /** Keep the history and work on; compaction is tried again when the context has grown by a quarter. */
    record KeepHistory() implements Decision {}

    /** Accept the summary, if it frees anything, then ask for a good end. */
    record WrapUp(String reason) implements Decision {}

    /** End the session with what there is. */
    record Stop(String reason) implements Decision {}

    private static void requireText(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an empty " + what + " says nothing: give it words, or leave it out");
        }
    }

    static Decision accept() {
        return new Accept();
    }

    static Decision acceptWith(String... messages) {
        return new AcceptWith(List.of(messages));
    }

    static Decision resummarise(String instructions) {
        return new Resummarise(instructions);
    }

    static Decision keepHistory() {
        return new KeepHistory();
    }

    static Decision wrapUp(String reason) {
        return new WrapUp(reason);
    }

    static Decision stop(String reason) {
        return new Stop(reason);
    }

    /** The decision in one or two words, as reports spell it. */
    default String word() {
        return switch (this) {
            case Accept a -> "accept";
            case AcceptWith a -> "accept with";
            case Resummarise r -> "resummarise";
            case KeepHistory k -> "keep history";
            case WrapUp w -> "wrap up";
            case Stop s -> "stop";
        };
    }

    /** Whether the summary takes the place of what it stands for. */
    default boolean takesSummary() {
        return switch (this) {
            case Accept a -> true;
            case AcceptWith a -> true;
            case WrapUp w -> true;
            case Resummarise r -> false;
            case KeepHistory k -> false;
            case Stop s -> false;
        };
    }
}
