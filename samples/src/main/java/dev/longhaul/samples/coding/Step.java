package dev.longhaul.samples.coding;

import java.util.ArrayList;
import java.util.List;

/** One item of the simulated model's to-do list. It knows what to do from the item's words alone. */
sealed interface Step {

    /** No more than a list may have, with room for what is always done. */
    int MOST_READ = 60;

    record Read(String path) implements Step {}

    record Mend(String path) implements Step {}

    record Write(String path) implements Step {}

    /** @param mustPass whether the work is done only if they do */
    record Test(boolean mustPass) implements Step {}

    /** An item that this model did not write. */
    record Unknown(String text) implements Step {}

    static Step of(String text) {
        if (text.startsWith("Run the tests")) {
            return new Test(text.contains("pass"));
        }
        int space = text.indexOf(' ');
        var path = text.substring(space + 1);
        return switch (text.substring(0, Math.max(0, space))) {
            case "Read" -> new Read(path);
            case "Mend" -> new Mend(path);
            case "Write" -> new Write(path);
            default -> new Unknown(text);
        };
    }

    /** What to do in a project with these files: read what is to be read, then mend, then prove it. */
    static List<String> plan(List<String> files) {
        var items = new ArrayList<String>();
        items.add("Read AGENTS.md");
        items.add("Run the tests as they are");
        files.stream()
                .filter(file -> file.startsWith("docs/") || file.startsWith("logs/"))
                .sorted()
                .limit(MOST_READ)
                .forEach(file -> items.add("Read " + file));
        files.stream()
                .filter(file -> file.startsWith("src/") && file.endsWith(".java"))
                .sorted()
                .limit(MOST_READ / 2)
                .forEach(file -> items.add("Mend " + file));
        items.add("Run the tests again, they must pass");
        items.add("Write docs/report.md");
        return items;
    }
}
