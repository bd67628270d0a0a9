package dev.longhaul.compaction;

import java.nio.file.Path;

/** Content that must stand in the context after every boundary. */
public sealed interface Pin {

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

    /** How long this pin is held on to: the task always, the turns quoted last the least. */
    default Priority priority() {
        return switch (this) {
            case Task task -> Priority.REQUIRED;
            case Text text -> Priority.HIGH;
            case File file -> Priority.NORMAL;
            case RecentTurns turns -> Priority.LOW;
        };
    }

    /** The task the session was started with. */
    record Task() implements Pin {
        @Override
        public String name() {
            return "task";
        }
    }

    /** Fixed words. */
    record Text(String name, String text) implements Pin {
        public Text {
            if (text.isBlank()) {
                throw new IllegalArgumentException("the pin \"" + name + "\" has no text");
            }
        }
    }

    /** A file, read anew at every boundary. */
    record File(Path path) implements Pin {
        @Override
        public String name() {
            return path.toString();
        }
    }

    /** The last {@code turns} turns, as a transcript. */
    record RecentTurns(int turns) implements Pin {
        public RecentTurns {
            if (turns < 1) {
                throw new IllegalArgumentException("cannot pin the last " + turns + " turns: give 1 or more");
            }
        }

        @Override
        public String name() {
            return "recent turns";
        }
    }

    static Pin task() {
        return new Task();
    }

    static Pin text(String name, String text) {
        return new Text(name, text);
    }

    static Pin file(Path path) {
        return new File(path);
    }

    static Pin recentTurns(int turns) {
        return new RecentTurns(turns);
    }
}
