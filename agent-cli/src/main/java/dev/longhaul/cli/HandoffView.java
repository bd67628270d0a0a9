package dev.longhaul.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.session.Handoff;
import dev.longhaul.tool.TodoList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is handed on, in brief for a terminal and whole as JSON. */
final class HandoffView {

    private static final int MOST_LINES = 5;
    private static final int MOST_CHARS = 160;

    private final Handoff handoff;

    HandoffView(Handoff handoff) {
        this.handoff = handoff;
    }

    /** A line for each thing that is left; none if nothing is. The model's last word is printed by itself. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        add(lines, "open", handoff.open().stream().map(item -> item.text() + (isBegun(item) ? " (begun)" : "")));
        add(lines, "no result", handoff.unfinished().stream().map(call -> call.tool() + " " + call.input()));
        add(lines, "unread", handoff.unread().stream());
        if (!handoff.isLastWord()) {
            add(lines, "next", handoff.next().lines());
        }
        return lines;
    }

    private static boolean isBegun(TodoList.Item item) {
        return item.status() == TodoList.Status.IN_PROGRESS;
    }

    private static void add(List<String> lines, String name, Stream<String> texts) {
        var all = texts.toList();
        for (int i = 0; i < Math.min(MOST_LINES, all.size()); i++) {
            lines.add("%-14s %s".formatted(i == 0 ? name : "", brief(all.get(i))));
        }
        if (all.size() > MOST_LINES) {
            lines.add("%-14s and %,d more".formatted("", all.size() - MOST_LINES));
        }
    }

    private static String brief(String text) {
        var line = Ink.exactLine(text);
        return line.codePointCount(0, line.length()) <= MOST_CHARS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_CHARS)) + "...";
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("summary", handoff.summary());
        var open = json.putArray("open");
        handoff.open().forEach(item -> open.addObject()
                .put("text", item.text())
                .put("status", item.status().word()));
        var unfinished = json.putArray("unfinished");
        handoff.unfinished()
                .forEach(call -> unfinished.addObject().put("tool", call.tool()).put("input", call.input()));
        handoff.unread().forEach(json.putArray("unread")::add);
        return json.put("next", handoff.next()).put("isLastWord", handoff.isLastWord());
    }
}
