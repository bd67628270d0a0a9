package dev.longhaul.budget;

import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import java.time.Duration;

/**
 * What a session has spent. Immutable; a fold over its replies and boundaries. Counts are tokens unless named otherwise.
 *
 * @param billed what the provider bills, by class, over every iteration of every reply
 * @param unknown tokens charged at worst case for attempts whose reply never arrived
 * @param compaction the part of {@code billed} that compaction cost, probes of its summaries included
 * @param closedContext the sizes of the contexts that boundaries closed
 * @param openContext the size of the context in use
 * @param modelCalls replies received, pauses included
 * @param toolCalls tool calls answered
 * @param compactions boundaries seen, failed ones included
 */
public record Ledger(
        Usage billed,
        long unknown,
        Usage compaction,
        long closedContext,
        long openContext,
        int modelCalls,
        int toolCalls,
        int compactions) {

    public static final Ledger EMPTY = new Ledger(Usage.NONE, 0, Usage.NONE, 0, 0, 0, 0, 0);

    /** Books a reply. */
    public Ledger settle(ReplyUsage usage) {
        long open = usage.contextBehind().orElse(openContext);
        return new Ledger(
                billed.plus(usage.billed()),
                unknown,
                compaction.plus(usage.compaction()),
                closedContext,
                open,
                modelCalls + 1,
                toolCalls,
                compactions);
    }

    /** Books a reply that was asked for as a summary, or about one, and nothing else. */
    public Ledger settleSummary(ReplyUsage usage) {
        return new Ledger(
                billed.plus(usage.billed()),
                unknown,
                compaction.plus(usage.billed()),
                closedContext,
                openContext,
                modelCalls + 1,
                toolCalls,
                compactions);
    }

    /** Books an attempt whose cost nobody told us, at {@code worstCase} tokens. */
    public Ledger charge(long worstCase) {
        return new Ledger(
                billed,
                unknown + worstCase,
                compaction,
                closedContext,
                openContext,
                modelCalls,
                toolCalls,
                compactions);
    }

    public Ledger toolAnswered() {
        return new Ledger(
                billed, unknown, compaction, closedContext, openContext, modelCalls, toolCalls + 1, compactions);
    }

    /** Books a boundary that closed a context of {@code before} tokens and left one of {@code after}. */
    public Ledger closed(long before, long after) {
        return new Ledger(
                billed, unknown, compaction, closedContext + before, after, modelCalls, toolCalls, compactions + 1);
    }

    /** Books a compaction that closed nothing: it failed, or its summary was not taken. */
    public Ledger compactedInVain() {
        return new Ledger(
                billed, unknown, compaction, closedContext, openContext, modelCalls, toolCalls, compactions + 1);
    }

    /** Context tokens consumed: the closed contexts and the open one. */
    public long totalTokens() {
        return closedContext + openContext;
    }

    /** All that is, or may be, billed. */
    public long billedTokens() {
        return billed.total() + unknown;
    }

    /** What was spent of one dimension, in that dimension's unit. */
    public long spent(Limit limit, Duration elapsed) {
        return switch (limit) {
            case TOTAL_TOKENS -> totalTokens();
            case BILLED_TOKENS -> billedTokens();
            case COMPACTIONS -> compactions;
            case WALL_CLOCK -> elapsed.toMillis();
        };
    }
}
