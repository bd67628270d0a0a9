package dev.longhaul.cli;

import dev.longhaul.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * A call as a person sees it who decides on it: whole, an argument a line, and nothing in it that cannot be seen. Pure.
 *
 * @param call as the model made it
 * @param why somebody is asked
 */
record WholeCall(ToolCall call, String why) {

    private static final String INDENT = "       ";

    String name() {
        return Ink.exact(call.name());
    }

    /** In words for people; empty if there are none. */
    String because() {
        return why.isBlank() ? "" : " (" + Ink.exact(why) + ")";
    }

    List<String> arguments() {
        var lines = new ArrayList<String>();
        try {
            call.input()
                    .tree()
                    .properties()
                    .forEach(member -> add(
                            lines,
                            member.getKey(),
                            member.getValue().isTextual()
                                    ? member.getValue().asText()
                                    : member.getValue().toString()));
        } catch (IllegalArgumentException e) {
            add(lines, "input", call.input().text());
        }
        return lines;
    }

    private static void add(List<String> lines, String name, String value) {
        var parts = Ink.exact(value).split("\n", -1);
        if (parts.length == 1) {
            lines.add(INDENT + Ink.exact(name) + ": " + parts[0]);
            return;
        }
        lines.add(INDENT + Ink.exact(name) + ":");
        for (var part : parts) {
            lines.add(INDENT + "  | " + part);
        }
    }
}
