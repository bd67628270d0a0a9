package dev.longhaul.compaction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Content that must stand in the context after every boundary. Immutable data: it goes into the journal, except for a
 * {@link Supplied} one, of which only the name does.
 */
public sealed interface Pin {

    /** The most characters of a file or a state that are shown, unless a file says otherwise. */
    int MOST_CHARS = 16_000;

    /** Unique within an agent; names the pin to the model and in reports. */
    String name();

    /** What may be given up first when pins leave no room to work: the lower ones. */
    enum Priority {
        LOW,
        NORMAL,
        HIGH,
        /** Never given up. */
        REQUIRED
    }

    /** How long this pin is held on to. */
    Priority priority();

    /** The same pin, held on to as the user chooses. */
    Pin priority(Priority chosen);

    /** The pin as the journal keeps it. */
    default Pin recorded() {
        return this;
    }

    /** The task the session was started with; required unless chosen otherwise. */
    record Task(Priority priority) implements Pin {
        @Override
        public String name() {
            return "task";
        }

        @Override
        public Task priority(Priority chosen) {
            return new Task(chosen);
        }
    }

    /** Fixed words, whole however long; high unless chosen otherwise. */
    record Text(String name, String text, Priority priority) implements Pin {
        public Text {
            if (text.isBlank()) {
                throw new IllegalArgumentException("the pin \"" + name + "\" has no text");
            }
            requireName("pinned text", name);
        }

        @Override
        public Text priority(Priority chosen) {
            return new Text(name, text, chosen);
        }
    }

    /**
     * A text file in UTF-8, read anew at every boundary; normal unless chosen otherwise.
     *
     * @param mostChars the most characters that are shown; what is cut off is said
     */
    record File(Path path, int mostChars, Priority priority) implements Pin {
        public File {
            requireName("pinned file", path.toString());
            requireNotTask(path.toString(), "./task");
            if (mostChars < 1) {
                throw new IllegalArgumentException(
                        "cannot pin at most %,d characters of the file %s: give 1 or more".formatted(mostChars, path));
            }
        }

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public File priority(Priority chosen) {
            return new File(path, mostChars, chosen);
        }
    }

    /** The last {@code turns} turns, as a transcript; low unless chosen otherwise. */
    record RecentTurns(int turns, Priority priority) implements Pin {
        public RecentTurns {
            if (turns < 1) {
                throw new IllegalArgumentException("cannot pin the last " + turns + " turns: give 1 or more");
            }
        }

        @Override
        public String name() {
            return "recent turns";
        }

        @Override
        public RecentTurns priority(Priority chosen) {
            return new RecentTurns(turns, chosen);
        }
    }

    /** The agent's to-do list as it stands, nothing while it is empty; high unless chosen otherwise. */
    record Todo(Priority priority) implements Pin {
        @Override
        public String name() {
            return "todo";
        }

        @Override
        public Todo priority(Priority chosen) {
            return new Todo(chosen);
        }
    }

    /**
     * What somebody outside says of the state of things, asked anew at every boundary; normal unless chosen otherwise. Who is
     * asked is known by the name alone.
     */
    record State(String name, Priority priority) implements Pin {
        public State {
            requireName("pinned state", name);
            requireNotTask(name, "task state");
        }

        @Override
        public State priority(Priority chosen) {
            return new State(name, chosen);
        }
    }

    /** A {@link State} together with who is asked for it. */
    record Supplied(State recorded, Supplier<String> supplier) implements Pin {
        public Supplied {
            Objects.requireNonNull(supplier, "the supplier of the pin \"" + recorded.name() + "\"");
        }

        @Override
        public String name() {
            return recorded.name();
        }

        @Override
        public Priority priority() {
            return recorded.priority();
        }

        @Override
        public Supplied priority(Priority chosen) {
            return new Supplied(recorded.priority(chosen), supplier);
        }
    }

    private static void requireName(String what, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a " + what + " has a blank name: give it one that tells what it is");
        }
    }

    /** What is pinned as the task is read as words of the user; a file or a state may hold anybody's. */
    private static void requireNotTask(String name, String instead) {
        if (name.equals("task")) {
            throw new IllegalArgumentException(
                    "only the task may be pinned as \"task\": call it \"" + instead + "\", say");
        }
    }

    static Pin task() {
        return new Task(Priority.REQUIRED);
    }

    static Pin text(String name, String text) {
        return new Text(name, text, Priority.HIGH);
    }

    /** A file, at most {@value #MOST_CHARS} characters of it. */
    static Pin file(Path path) {
        return file(path, MOST_CHARS);
    }

    /** A file, at most {@code mostChars} characters of it. */
    static Pin file(Path path, int mostChars) {
        return new File(path, mostChars, Priority.NORMAL);
    }

    static Pin recentTurns(int turns) {
        return new RecentTurns(turns, Priority.LOW);
    }

    static Pin todo() {
        return new Todo(Priority.HIGH);
    }

    /**
     * The state of something outside, at most {@value #MOST_CHARS} characters of it.
     *
     * @param supplier is asked at the start and at every boundary, on a thread of its own and for a limited time, perhaps for
     *     several sessions at once; while it throws, hangs or returns null, what it said last stands
     */
    static Pin of(String name, Supplier<String> supplier) {
        return new Supplied(new State(name, Priority.NORMAL), supplier);
    }

    /** An order to give pins up in one by one: the lowest priority first, of equals the one added last, none that is required. */
    static List<Pin> inOrderOfShedding(List<? extends Pin> pins) {
        var order = new ArrayList<Pin>(pins);
        Collections.reverse(order);
        order.removeIf(pin -> pin.priority() == Priority.REQUIRED);
        order.sort(Comparator.comparing(Pin::priority));
        return List.copyOf(order);
    }
}
