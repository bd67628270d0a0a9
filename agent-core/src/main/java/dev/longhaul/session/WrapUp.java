package dev.longhaul.session;

/**
 * The agent is to bring its work to a good end.
 *
 * @param reason why, in a fixed word or a hook's own
 * @param detail a sentence for people
 * @param asked whether the model was told
 */
record WrapUp(String reason, String detail, boolean asked) {

    WrapUp told() {
        return new WrapUp(reason, detail, true);
    }

    /** Whether a limit led to it. */
    boolean isOfTheBudget() {
        return reason.equals(Ending.BUDGET_EXHAUSTED) || reason.equals(Ending.DEADLINE);
    }

    /** What the model is told. The contract wants the words "wrap up" in it. */
    String message() {
        return "It is time to wrap up: "
                + (detail.isEmpty() ? reason : detail)
                + ". This is your last reply and no tools can be called. Say what is done, what is not, and what whoever"
                + " goes on with this work has to know.";
    }
}
