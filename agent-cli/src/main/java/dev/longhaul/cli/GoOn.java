package dev.longhaul.cli;

import dev.longhaul.budget.LimitUse;
import dev.longhaul.budget.Money;
import dev.longhaul.session.Ending;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What to type in to go on with a session. Pure.
 *
 * @param kind how it ended
 * @param reason why, as {@link Ending#reason()} has it
 * @param uses how its limits stand
 */
record GoOn(String id, Ending.Kind kind, String reason, List<LimitUse> uses) {

    /** Behind an outcome; a session that completed is gone on with by saying something to it. */
    static GoOn behind(Outcome outcome) {
        var report = outcome.report();
        return new GoOn(
                report.sessionId(),
                Ending.Kind.valueOf(JsonResult.word(outcome).toUpperCase(Locale.ROOT)),
                outcome.reason(),
                report.budget().uses(report.ledger(), report.elapsed()));
    }

    /** From where a session stands by its journal. */
    static String from(String id, SessionState state, Instant now) {
        var ending = state.ending();
        boolean waits = !state.awaitingApproval().isEmpty();
        if (ending.isEmpty() || (state.refusal().isEmpty() && !waits)) {
            return resume(id);
        }
        var report = state.report(now);
        return new GoOn(
                        id,
                        ending.get().kind(),
                        ending.get().reason(),
                        report.budget().uses(report.ledger(), report.elapsed()))
                .command();
    }

    private static String resume(String id) {
        return "./agent resume " + id;
    }

    String command() {
        if (kind == Ending.Kind.COMPLETED) {
            return "./agent send " + id + " TEXT && " + resume(id);
        }
        return switch (reason) {
            case Ending.BUDGET_EXHAUSTED, Ending.DEADLINE -> "./agent raise " + id + " " + more() + " && " + resume(id);
            case Ending.APPROVAL -> "./agent approve " + id + " (or deny) && " + resume(id);
            case Ending.SUB_AGENT ->
                "what its sub-agent waits for (approve, or raise " + id + "), then " + resume(id);
            case Ending.COMPACTION_LOOP ->
                resume(id) + " (compaction is tried once more; if that does not help either, begin anew with a larger"
                        + " --compact-at, another --compaction, or fewer pins)";
            default -> resume(id);
        };
    }

    /** As much again of the limit that is used up most. */
    private String more() {
        return uses.stream()
                .max(Comparator.comparingDouble(use -> (double) use.spent() / use.max()))
                .map(GoOn::more)
                .orElse("...");
    }

    private static String more(LimitUse use) {
        return switch (use.limit()) {
            case TOTAL_TOKENS -> "--budget-total-tokens +" + use.max();
            case BILLED_TOKENS -> "--budget-billed-tokens +" + use.max();
            case USD -> "--budget-usd +" + new Money(use.max()).toDollars().toPlainString();
            case WALL_CLOCK -> "--budget-time +" + Duration.ofMillis(use.max());
            case COMPACTIONS -> "--max-compactions +" + use.max();
            case MODEL_CALLS, TOOL_CALLS -> "...";
        };
    }
}
