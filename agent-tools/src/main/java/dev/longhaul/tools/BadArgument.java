package dev.longhaul.tools;

import java.util.List;

/** What the model sent does not fit; carries every problem found, so that one more call can mend them all. */
final class BadArgument extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BadArgument(List<Problem> problems) {
        // An answer to the model, not a failure of the program: nobody reads its stack.
        super("bad argument", null, false, false);
        this.problems = List.copyOf(problems);
    }

    BadArgument(String problem) {
        this(List.of(new Problem("", problem)));
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> under(String step) {
        return problems.stream().map(problem -> problem.under(step)).toList();
    }
}
