package dev.longhaul.budget;

import dev.longhaul.model.Usage;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a session has spent, with its sub-agents that have answered. Immutable; a fold over its replies and boundaries. Counts are tokens unless named otherwise.
 *
 * @param bills what was billed, by class, by purpose and by model
 * @param lost charged at worst for attempts whose reply never arrived, and for replies that do not tell what they cost
 * @param closedContext the sizes of the contexts that boundaries closed
 * @param openContext the size of the context in use
 * @param modelCalls attempts that were made or may have been, pauses included
 * @param toolCalls tool calls answered
 * @param compactions boundaries seen, failed ones included
 * @param savings what compaction spared
 */
public record Ledger(
        Bills bills,
        Charge lost,
        long closedContext,
        long openContext,
        int modelCalls,
        int toolCalls,
        int compactions,
        Savings savings) {

    public static final Ledger EMPTY = new Ledger(Bills.NONE, Charge.NONE, 0, 0, 0, 0, 0, Savings.NONE);

    /**
     * Books a reply.
     *
     * @param context its size behind the reply, if the reply is part of it and says so
     */
    public Ledger settle(Settlement settlement, OptionalLong context) {
        return new Ledger(
                bills.plus(settlement),
                lost.plus(settlement.unknown()),
                closedContext,
                context.orElse(openContext),
                more(modelCalls, 1),
                toolCalls,
                compactions,
                settlement.isForWork() ? savings.worked() : savings);
    }

    /** Books an attempt whose cost nobody told us. */
    public Ledger charge(Charge worst) {
        return with(lost.plus(worst), more(modelCalls, 1));
    }

    /** Takes back a part of what was charged for lost attempts: it is proven that they cost less. */
    public Ledger correct(Charge tooMuch) {
        return with(lost.minus(tooMuch), modelCalls);
    }

    /** Books an attempt that failed and cannot have been billed. */
    public Ledger attempted() {
        return with(lost, more(modelCalls, 1));
    }

    private Ledger with(Charge newLost, int newModelCalls) {
        return new Ledger(bills, newLost, closedContext, openContext, newModelCalls, toolCalls, compactions, savings);
    }

    public Ledger toolAnswered() {
        return new Ledger(
                bills, lost, closedContext, openContext, modelCalls, more(toolCalls, 1), compactions, savings);
    }

    /** Books a boundary that closed a context of {@code before} tokens and left one of {@code after}. */
    public Ledger closed(long before, long after) {
        return new Ledger(
                bills,
                lost,
                closedContext + before,
                after,
                modelCalls,
                toolCalls,
                more(compactions, 1),
                savings.closed(before, after));
    }

    /** Books old content that was taken out of the context, which has so many tokens now; it stays consumed. */
    public Ledger shrunk(long open) {
        long gone = Math.max(0, openContext - open);
        return new Ledger(
                bills, lost, closedContext + gone, openContext - gone, modelCalls, toolCalls, compactions, savings);
    }

    /** Books that the open context is given up for one that was open {@code earlier}; it stays consumed. */
    public Ledger abandonedFor(Ledger earlier) {
        return new Ledger(
                bills,
                lost,
                closedContext + openContext,
                earlier.openContext,
                modelCalls,
                toolCalls,
                compactions,
                savings.backTo(earlier.savings));
    }

    /** Books a compaction that closed nothing: it failed, or its summary was not taken. */
    public Ledger compactedInVain() {
        return new Ledger(
                bills, lost, closedContext, openContext, modelCalls, toolCalls, more(compactions, 1), savings);
    }

    /** Books what a sub-agent spent; its contexts are closed with it. */
    public Ledger delegated(ChildSpending child) {
        var amounts = child.amounts();
        return new Ledger(
                bills.plus(child.settlement()),
                lost.plus(child.settlement().unknown()),
                closedContext + amounts.totalTokens(),
                openContext,
                more(modelCalls, amounts.modelCalls()),
                more(toolCalls, amounts.toolCalls()),
                more(compactions, amounts.compactions()),
                savings);
    }

    /** Calls of an agent whose journal is lost are charged as its limit says, which may be any number: counting stops there. */
    private static int more(int count, long added) {
        return (int) Math.min(Integer.MAX_VALUE, count + Math.min(Integer.MAX_VALUE, added));
    }

    /** What the provider billed, by class, over every iteration of every reply. */
    public Usage billed() {
        return bills.all().usage();
    }

    /** The part of {@link #billed()} that compaction cost, probes of its summaries included. */
    public Usage compaction() {
        return bills.of(Purpose.COMPACTION).plus(bills.of(Purpose.PROBE)).usage();
    }

    /** Tokens charged at worst. */
    public long unknown() {
        return lost.tokens();
    }

    /** Context tokens consumed: the closed contexts and the open one. */
    public long totalTokens() {
        return closedContext + openContext;
    }

    /** All that is, or may be, billed. */
    public long billedTokens() {
        return billed().total() + unknown();
    }

    /** The price of {@link #billedTokens()}, as far as models have prices. */
    public Money usd() {
        return bills.all().usd().plus(lost.usd());
    }

    /** All of it that a budget limits, time aside. */
    public Amounts amounts() {
        return new Amounts(totalTokens(), billedTokens(), usd(), modelCalls, toolCalls, compactions);
    }

    /** What was spent of one dimension, in that dimension's unit. */
    public long spent(Limit limit, Duration elapsed) {
        return limit == Limit.WALL_CLOCK ? elapsed.toMillis() : amounts().of(limit);
    }
}
