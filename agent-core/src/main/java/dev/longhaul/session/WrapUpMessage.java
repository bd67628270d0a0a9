package dev.longhaul.session;

import dev.longhaul.budget.LimitUse;
import java.util.List;

/** What the model is told when it has to come to an end. The contract wants the words "wrap up" in it. Pure. */
final class WrapUpMessage {

    private static final String OPENING = "It is time to wrap up: ";
    private static final String ASK =
            " say what is done, what is open, and what whoever goes on with this work has to do next and to know.";
    private static final String NO_TOOLS = "\nThis is your last reply and no tools can be called:" + ASK;
    private static final String TOOLS_BEFORE = "\nBegin nothing new. If something has to be saved, call it now; only ";
    private static final String TOOLS_BEHIND = " can still be called, in at most " + WrappingUp.MOST_ROUNDS
            + " replies, and their answers are cut short. Then comes your last reply:" + ASK;

    /** What is said once tools were called for the last time. */
    static final String LAST = "No tools can be called any more. This is your last reply:" + ASK;

    /** A hook may have a lot to say. */
    private static final int MOST_WHY = 300;

    private WrapUpMessage() {}

    /**
     * The message.
     *
     * @param why a sentence, without its full stop
     * @param uses what is spent and left of each limit
     * @param tools the names of those that may be called
     */
    static String text(String why, List<LimitUse> uses, List<String> tools) {
        var text = new StringBuilder(OPENING).append(Excerpt.of(why, MOST_WHY)).append('.');
        uses.forEach(use -> text.append("\n- ").append(use.words()));
        return text.append(ending(tools)).toString();
    }

    private static String ending(List<String> tools) {
        return tools.isEmpty() ? NO_TOOLS : TOOLS_BEFORE + String.join(", ", tools) + TOOLS_BEHIND;
    }

    /** No message about so many limits has more characters. */
    static long mostChars(int limits, List<String> tools) {
        return OPENING.length()
                + MOST_WHY
                + 1
                + (3L + LimitUse.MOST_CHARS) * limits
                + ending(tools).length();
    }
}
