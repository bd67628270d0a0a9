package dev.longhaul.compaction;

/** What is wrong with a boundary. Immutable data: it goes into the journal. All sizes are tokens. */
public sealed interface Signal {

    /** What is wrong, as part of a sentence for people. */
    String why();

    /** Whether the summary itself is at fault, so that a better one of the same history proves the fault mended. */
    default boolean isOfSummary() {
        return switch (this) {
            case NoSummary none -> true;
            case Ineffective ineffective -> !ineffective.counted();
            case RapidRefill refill -> false;
            case RepeatedWork work -> false;
            case FixedOverhead overhead -> false;
        };
    }

    /** No usable summary came; in a row these are consecutive failures. */
    record NoSummary() implements Signal {
        @Override
        public String why() {
            return "no summary came back";
        }
    }

    /**
     * The boundary frees next to nothing.
     *
     * @param after what stays
     * @param trigger what it had to get well below
     * @param counted whether {@code after} is what the first reply behind the boundary before reported; else it is an
     *     estimate of this one
     */
    record Ineffective(long after, long trigger, boolean counted) implements Signal {
        @Override
        public String why() {
            return counted
                    ? "behind the one before, the context still had %,d tokens, and the trigger is %,d"
                            .formatted(after, trigger)
                    : "it freed too little: about %,d tokens stay, the trigger is %,d".formatted(after, trigger);
        }
    }

    /**
     * The context was full again at once, and nothing new had come in.
     *
     * @param turns since the boundary before
     */
    record RapidRefill(int turns) implements Signal {
        @Override
        public String why() {
            return turns == 0
                    ? "it came right after another, without a reply between"
                    : "it came %s after another, and none brought a tool result that was not seen before"
                            .formatted(turns == 1 ? "1 turn" : turns + " turns");
        }
    }

    /**
     * Work was done again because the summary forgot what came of it.
     *
     * @param call one of the calls: the tool's name, a space, and the first of its arguments
     * @param repeated calls behind the boundary before with arguments and result seen in front of it
     * @param fresh results behind it that were not seen before
     */
    record RepeatedWork(String call, int repeated, int fresh) implements Signal {
        @Override
        public String why() {
            return ("behind each of the last boundaries, what was known before was asked for again: calls repeated with the same"
                            + " result %d (of %s, for one), results not seen before %d")
                    .formatted(repeated, tool(), fresh);
        }

        /** Reports name the tool and not its arguments, which may be nobody's business. */
        private String tool() {
            int space = call.indexOf(' ');
            return space < 0 ? call : call.substring(0, space);
        }
    }

    /** What no compaction can free leaves no room, so each one is followed by the next. */
    record FixedOverhead(Overhead sizes, long trigger) implements Signal {
        @Override
        public String why() {
            return ("it freed too little, and neither the summary nor tool output is the reason: what stands in every context"
                            + " takes %,d of %,d tokens (%s); pin less, or compact later")
                    .formatted(sizes.total(), trigger, sizes.words());
        }
    }
}
