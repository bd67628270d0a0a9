package dev.longhaul.tools.workspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which commands may run, by their first words. The allowed are a wall: what is not plain words is refused. The denied are a
 * rail against mistakes: a shell has too many ways to say the same.
 */
record CommandRules(List<List<String>> allowed, List<List<String>> denied) {

    static final CommandRules NONE = new CommandRules(List.of(), List.of());

    CommandRules allow(String... commands) {
        return new CommandRules(words(commands), denied);
    }

    CommandRules deny(String... commands) {
        return new CommandRules(allowed, words(commands));
    }

    private static List<List<String>> words(String... commands) {
        var all = new ArrayList<List<String>>();
        for (var command : commands) {
            if (command.isBlank()) {
                throw new IllegalArgumentException(
                        "a rule for commands is empty: give its first words, such as git push");
            }
            all.add(List.of(command.strip().split("\\s+")));
        }
        return List.copyOf(all);
    }

    void check(String command) throws WorkspaceException {
        var all = wordsAnywhere(command);
        for (var rule : denied) {
            if (Collections.indexOfSubList(all, rule) >= 0) {
                throw new WorkspaceException(
                        "\"%s\" may not be run here: find another way, or ask".formatted(String.join(" ", rule)));
            }
        }
        if (!allowed.isEmpty()) {
            checkAllowed(command);
        }
    }

    private void checkAllowed(String command) throws WorkspaceException {
        var commands = PlainCommands.of(command)
                .orElseThrow(() -> new WorkspaceException(
                        ("only plain commands may be run here: leave out substitutions, redirections, variables,"
                                        + " backslashes and brackets. Commands that may be run: %s")
                                .formatted(shown())));
        for (var words : commands) {
            if (allowed.stream().noneMatch(rule -> startsWith(words, rule))) {
                throw new WorkspaceException("\"%s\" may not be run here. Commands that may be run: %s"
                        .formatted(String.join(" ", words), shown()));
            }
        }
    }

    private static boolean startsWith(List<String> words, List<String> rule) {
        return words.size() >= rule.size() && words.subList(0, rule.size()).equals(rule);
    }

    private String shown() {
        return String.join(
                ", ", allowed.stream().map(rule -> String.join(" ", rule)).toList());
    }

    /** Without quotes, and programs without their folders. */
    private static List<String> wordsAnywhere(String command) {
        return Arrays.stream(command.replaceAll("['\"\\\\]", "").split("[\\s;|&()<>`{}$]+"))
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
