package dev.longhaul.session;

/** How a session ended, always with what it achieved so far. */
public sealed interface Outcome {

    SessionReport report();

    /** Why; empty for a session that simply finished. */
    String reason();

    /** A sentence for people; may be empty. */
    String detail();

    /** The model said it was done. */
    record Completed(SessionReport report) implements Outcome {
        @Override
        public String reason() {
            return "";
        }

        @Override
        public String detail() {
            return "";
        }
    }

    /** It ended early, but well: the model was asked for a last word and gave it. */
    record WrappedUp(SessionReport report, String reason, String detail) implements Outcome {}

    /** It was ended, with what there was. */
    record Stopped(SessionReport report, String reason, String detail) implements Outcome {}

    /** It waits for a person or for a raised limit. */
    record Suspended(SessionReport report, String reason, String detail) implements Outcome {}

    /** Somebody asked it to stop. */
    record Cancelled(SessionReport report, String reason, String detail) implements Outcome {}

    /** Something is wrong that going on would not mend. */
    record Failed(SessionReport report, String reason, String detail) implements Outcome {}

    static Outcome of(Ending ending, SessionReport report) {
        return switch (ending.kind()) {
            case COMPLETED -> new Completed(report);
            case WRAPPED_UP -> new WrappedUp(report, ending.reason(), ending.detail());
            case STOPPED -> new Stopped(report, ending.reason(), ending.detail());
            case SUSPENDED -> new Suspended(report, ending.reason(), ending.detail());
            case CANCELLED -> new Cancelled(report, ending.reason(), ending.detail());
            case FAILED -> new Failed(report, ending.reason(), ending.detail());
        };
    }
}
