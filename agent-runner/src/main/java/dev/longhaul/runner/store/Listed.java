package dev.longhaul.runner.store;

import dev.longhaul.budget.Settlement;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What new entries change in the row that lists show, so that listing reads no journal.
 *
 * @param at when the last of them was recorded, in ms since 1970
 * @param begun when the first of them was, or when it was forked; in ms since 1970
 * @param model the model's name, if the session begins here
 * @param task what it was told to do, if the session begins here
 * @param parent whose sub-agent it is, if the session begins here and is somebody's
 * @param keepsOutcome whether none of them changes whether it has ended: something was said to it, or about its budget
 * @param outcome how it ended, if they say so; else it is open, again perhaps
 * @param billedTokens to be added
 */
record Listed(
        long at,
        long begun,
        @Nullable String model,
        @Nullable String task,
        @Nullable String parent,
        boolean keepsOutcome,
        @Nullable String outcome,
        @Nullable String reason,
        long billedTokens) {

    /** Lists show the beginning of a task; in characters. */
    private static final int LONGEST_TASK = 1_000;

    static Listed of(List<JournalEntry> entries, Redactor redactor) {
        var start = entries.getFirst().event() instanceof SessionEvent.Started started ? started : null;
        var last = entries.stream()
                .map(JournalEntry::event)
                .filter(event -> !isSaidToIt(event))
                .reduce((before, after) -> after);
        var end = last.orElse(null) instanceof SessionEvent.Ended ended ? ended.ending() : null;
        return new Listed(
                entries.getLast().at().toEpochMilli(),
                begun(entries).at().toEpochMilli(),
                start == null ? null : column(start.settings().model(), redactor),
                start == null ? null : column(start.task(), redactor),
                start == null || start.parent() == null ? null : start.parent().sessionId(),
                last.isEmpty(),
                end == null ? null : end.kind().name(),
                end == null ? null : column(end.reason(), redactor),
                entries.stream().mapToLong(entry -> billed(entry.event())).sum());
    }

    /** A fork begins with what its parent recorded, and is younger than that. */
    private static JournalEntry begun(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.event() instanceof SessionEvent.Forked)
                .reduce((before, after) -> after)
                .orElse(entries.getFirst());
    }

    /** What others may say to a session that has ended, or that it is a fork: it stands as it stood. */
    private static boolean isSaidToIt(SessionEvent event) {
        return switch (event) {
            case SessionEvent.BudgetChanged e -> true;
            case SessionEvent.MessageReceived e -> true;
            case SessionEvent.ApprovalGiven e -> true;
            case SessionEvent.CompactionRequested e -> true;
            case SessionEvent.BreakerReset e -> true;
            case SessionEvent.LettersTaken e -> true;
            case SessionEvent.LimitCrossed e -> true;
            case SessionEvent.Forked e -> true;
            default -> false;
        };
    }

    private static long billed(SessionEvent event) {
        return switch (event) {
            case SessionEvent.ModelReplied replied -> billed(replied.settlement());
            case SessionEvent.AttemptFailed failed -> failed.unknown().tokens();
            case SessionEvent.ModelFailed failed -> failed.unknown().tokens();
            case SessionEvent.CompactionDropped dropped ->
                billed(dropped.settlement()) + dropped.unknown().tokens();
            default -> 0;
        };
    }

    private static long billed(Settlement settlement) {
        long told = settlement.parts().stream()
                .mapToLong(part -> part.spent().usage().total())
                .sum();
        return told + settlement.unknown().tokens();
    }

    /** Not every database takes every character in a column of text; in the event they all stand. */
    private static String column(String text, Redactor redactor) {
        var masked = redactor.redact(text);
        var whole = masked.length() <= LONGEST_TASK ? masked : masked.substring(0, LONGEST_TASK);
        return whole.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
