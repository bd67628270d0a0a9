package dev.longhaul.budget;

/** Whether a call can be paid for. */
public sealed interface Fit {

    /** It can, with what is set aside for it. */
    record Fits(Reservation reservation) implements Fit {}

    /**
     * It cannot.
     *
     * @param limit the dimension that is too small
     * @param needed the least that would do, in the limit's unit
     * @param left what is left of it, never negative
     * @param max the limit itself
     */
    record TooDear(Limit limit, long needed, long left, long max) implements Fit {

        /** In words for people. */
        public String words() {
            return "%s of %s are left, and the next call with the wrap-up behind it may need %s"
                            .formatted(limit.amount(left), limit.amount(max), limit.amount(needed))
                    + " " + limit.words();
        }
    }
}
