package dev.longhaul.session;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How and why a session ended.
 *
 * @param reason a fixed word where people or programs decide by it ({@code budget_exhausted}, {@code compaction_loop},
 *     {@code context_window}, {@code refused}, {@code provider_error}, {@code deadline}, {@code approval}, {@code sub_agent},
 *     {@code journal}, {@code internal_error}); empty when it simply finished
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
    /** A call waits for a person. */
    public static final String APPROVAL = "approval";
    /** The journal could not be written or read. */
    public static final String JOURNAL = "journal";
    /** A bug. */
    public static final String INTERNAL_ERROR = "internal_error";

    /** A sub-agent waits for somebody. */
    public static final String SUB_AGENT = "sub_agent";

    private static final int SHOWN = 5;

    static Ending completed() {
        return new Ending(Kind.COMPLETED, "", "");
    }

    static Ending stopped(String reason, String detail) {
        return new Ending(Kind.STOPPED, reason, detail);
    }

    /** Something went wrong that is nobody's decision; a bug's own words may hold what is not for everybody. */
    public static Ending failed(RuntimeException cause) {
        return cause instanceof JournalException journal
                ? failed(JOURNAL, String.valueOf(journal.getMessage()))
                : failed(INTERNAL_ERROR, "a bug (" + cause.getClass().getSimpleName() + "); the log says more");
    }

    static Ending failed(String reason, String detail) {
        return new Ending(Kind.FAILED, reason, detail);
    }

    static Ending awaiting(List<AwaitedCall> calls) {
        var shown = calls.stream().limit(SHOWN).map(AwaitedCall::words).collect(Collectors.joining("; "));
        var more = calls.size() > SHOWN ? "; and %,d more".formatted(calls.size() - SHOWN) : "";
        var count = calls.size() == 1 ? "1 call waits" : "%,d calls wait".formatted(calls.size());
        return new Ending(Kind.SUSPENDED, APPROVAL, count + " for approval: " + shown + more);
    }

    static Ending awaiting(List<AwaitedCall> calls, List<OpenChild> children) {
        var waiting = children.stream()
                .limit(SHOWN)
                .map(child -> String.valueOf(child.waits()))
                .collect(Collectors.joining("; "));
        if (calls.isEmpty()) {
            return new Ending(Kind.SUSPENDED, SUB_AGENT, waiting);
        }
        var own = awaiting(calls);
        return waiting.isEmpty() ? own : new Ending(own.kind, own.reason, own.detail + "; " + waiting);
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
