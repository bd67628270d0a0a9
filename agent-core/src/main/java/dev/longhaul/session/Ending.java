package dev.longhaul.session;

/**
 * How and why a session ended.
 *
 * @param reason a fixed word where people or programs decide by it ({@code budget_exhausted}, {@code compaction_loop},
 *     {@code context_window}, {@code refused}, {@code provider_error}, {@code deadline}); empty when it simply finished
 * @param detail a sentence for people; empty when there is nothing to add
 */
public record Ending(Kind kind, String reason, String detail) {

    public enum Kind {
        COMPLETED,
        WRAPPED_UP,
        STOPPED,
        SUSPENDED,
        CANCELLED,
        FAILED
    }

    public static final String BUDGET_EXHAUSTED = "budget_exhausted";
    public static final String COMPACTION_LOOP = "compaction_loop";
    public static final String CONTEXT_WINDOW = "context_window";
    public static final String REFUSED = "refused";
    public static final String PROVIDER_ERROR = "provider_error";
    public static final String DEADLINE = "deadline";

    static Ending completed() {
        return new Ending(Kind.COMPLETED, "", "");
    }

    static Ending stopped(String reason, String detail) {
        return new Ending(Kind.STOPPED, reason, detail);
    }

    static Ending failed(String reason, String detail) {
        return new Ending(Kind.FAILED, reason, detail);
    }

    /** The same, with a word on messages that the model did not read; they are in the journal. */
    public Ending leaving(int unread) {
        if (unread == 0) {
            return this;
        }
        var words = unread == 1 ? "1 message was not read" : "%,d messages were not read".formatted(unread);
        return new Ending(kind, reason, detail.isEmpty() ? words : detail + "; " + words);
    }
}
