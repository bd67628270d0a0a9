package dev.longhaul.tools;

import java.util.List;
import java.util.stream.Collectors;

/** The error a model reads instead of a result when its arguments do not fit. */
final class Refusal {

    private static final int SHOWN = 20;

    private Refusal() {}

    static String of(String tool, List<Problem> problems, Members members) {
        var shown =
                problems.stream().limit(SHOWN).map(problem -> "\n- " + problem).collect(Collectors.joining());
        var more = problems.size() > SHOWN ? "\n- and " + (problems.size() - SHOWN) + " more" : "";
        return tool + " did not run: its arguments are not valid." + shown + more + "\nArguments: " + members.summary()
                + ".";
    }
}
