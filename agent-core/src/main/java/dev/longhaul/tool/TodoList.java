package dev.longhaul.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an agent has set itself to do, as it wrote the list last. Immutable. Each call of the tool {@value #TOOL} writes the
 * whole list, so the list of a session follows from the calls in its journal and is kept nowhere else.
 */
public record TodoList(List<Item> items) {

    /** The name of the tool by which it is written. */
    public static final String TOOL = "todo";

    /** No more than this, so that the list can be pinned. */
    public static final int MOST_ITEMS = 100;

    /** The most characters of one item. */
    public static final int MOST_CHARS = 200;

    public static final TodoList EMPTY = new TodoList(List.of());

    private static final String SCHEMA = """
            {"type":"object","properties":{"items":{"type":"array","description":"The whole list in order; it replaces the \
            one before. At most %d items of %d characters.","items":{"type":"object","properties":{"text":{"type":"string"},\
            "status":{"type":"string","enum":["pending","in_progress","done"]}},"required":["text","status"],\
            "additionalProperties":false}}},"required":["items"],"additionalProperties":false}""".formatted(MOST_ITEMS, MOST_CHARS);

    /** One thing to do. */
    public record Item(String text, Status status) {}

    /** How far a thing is. */
    public enum Status {
        PENDING("pending", ' '),
        IN_PROGRESS("in_progress", '~'),
        DONE("done", 'x');

        private final String word;
        private final char tick;

        Status(String word, char tick) {
            this.word = word;
            this.tick = tick;
        }

        /** As the model writes it. */
        public String word() {
            return word;
        }

        private static Status of(String word, int number) {
            for (var status : values()) {
                if (status.word.equals(word)) {
                    return status;
                }
            }
            throw new IllegalArgumentException(
                    "item %d has the status \"%s\": give pending, in_progress or done".formatted(number, word));
        }
    }

    public TodoList {
        items = List.copyOf(items);
    }

    /** What the model is told about the tool. */
    public static ToolSpec spec() {
        return new ToolSpec(
                TOOL,
                "Keeps your to-do list. Write the whole list each time; it comes back as a checklist, [ ] for pending, [~] for"
                        + " in progress, [x] for done. Use it for work of several steps and keep it up to date: it stays in"
                        + " view when the conversation is summarised.",
                new Json(SCHEMA));
    }

    /**
     * The list that a call writes.
     *
     * @throws IllegalArgumentException if it is none; says what is wrong in words for the model
     */
    public static TodoList read(Json input) {
        var written = input.tree().path("items");
        if (!written.isArray()) {
            throw new IllegalArgumentException("\"items\" is not a list: write the whole list, [] for an empty one");
        }
        if (written.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("%d items are too many: at most %d, so leave out what is done"
                    .formatted(written.size(), MOST_ITEMS));
        }
        var items = new ArrayList<Item>();
        written.forEach(item -> items.add(item(item, items.size() + 1)));
        return new TodoList(items);
    }

    private static Item item(JsonNode written, int number) {
        var text = written.path("text").asText("").strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("item " + number + " has no text: say what is to be done");
        }
        if (text.length() > MOST_CHARS) {
            throw new IllegalArgumentException("item %d has %d characters: at most %d, so say it in fewer"
                    .formatted(number, text.length(), MOST_CHARS));
        }
        return new Item(text, Status.of(written.path("status").asText(""), number));
    }

    /** The list as a checklist, one item a line; empty for an empty list. */
    public String checklist() {
        return items.stream()
                .map(item -> "- [" + item.status().tick + "] " + item.text())
                .collect(Collectors.joining("\n"));
    }
}
