package dev.longhaul.samples.coding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The to-do list as the simulated model sees it: in its own last call, or pinned. Immutable. */
record Todo(List<String> items, int done) {

    static final Todo NONE = new Todo(List.of(), 0);

    static final String TOOL = "todo";

    private static final Pattern PINNED = Pattern.compile("<pinned name=\"todo\">\n(.*?)\n</pinned>", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("^- \\[(.)] (.+)$", Pattern.MULTILINE);

    Todo {
        items = List.copyOf(items);
    }

    /** A list of which nothing is done. */
    static Todo of(List<String> items) {
        return new Todo(items, 0);
    }

    /** As a call wrote it. */
    static Todo written(JsonNode input) {
        var items = new ArrayList<String>();
        int done = 0;
        for (var item : input.path("items")) {
            items.add(item.path("text").asText());
            done += item.path("status").asText().equals("done") ? 1 : 0;
        }
        return new Todo(items, done);
    }

    /** As it is pinned in a text, if it is. */
    static Optional<Todo> pinnedIn(String text) {
        var pinned = PINNED.matcher(text);
        if (!pinned.find()) {
            return Optional.empty();
        }
        var items = new ArrayList<String>();
        int done = 0;
        for (var line = LINE.matcher(pinned.group(1)); line.find(); ) {
            items.add(line.group(2));
            done += line.group(1).equals("x") ? 1 : 0;
        }
        return Optional.of(new Todo(items, done));
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** What is done first of what is left. */
    Optional<String> current() {
        return done < items.size() ? Optional.of(items.get(done)) : Optional.empty();
    }

    /** With one item more ticked off. */
    Todo ticked() {
        return new Todo(items, done + 1);
    }

    /** The call that writes it. */
    ObjectNode input() {
        var input = JsonNodeFactory.instance.objectNode();
        var list = input.putArray("items");
        for (int i = 0; i < items.size(); i++) {
            var status = i < done ? "done" : i == done ? "in_progress" : "pending";
            list.addObject().put("text", items.get(i)).put("status", status);
        }
        return input;
    }
}
