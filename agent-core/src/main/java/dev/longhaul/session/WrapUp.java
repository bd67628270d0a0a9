package dev.longhaul.session;

/**
 * The agent is to bring its work to a good end.
 *
 * @param reason why, in a fixed word or a hook's own
 * @param detail a sentence for people
 * @param asked whether the model was told
 * @param rounds replies that called tools since, and those that were given up
 */
record WrapUp(String reason, String detail, boolean asked, int rounds) {

    WrapUp(String reason, String detail, boolean asked) {
        this(reason, detail, asked, 0);
    }

    WrapUp told() {
        return new WrapUp(reason, detail, true, rounds);
    }

    /** One more reply called tools. */
    WrapUp round() {
        return new WrapUp(reason, detail, asked, rounds + 1);
    }

    /** No reply may call tools any more. */
    WrapUp withoutRounds() {
        return new WrapUp(reason, detail, asked, WrappingUp.MOST_ROUNDS);
    }

    /** Why, for the model and for people. */
    String why() {
        return detail.isEmpty() ? reason : detail;
    }

    /** Whether a limit led to it. */
    boolean isOfTheBudget() {
        return reason.equals(Ending.BUDGET_EXHAUSTED) || reason.equals(Ending.DEADLINE);
    }
}
