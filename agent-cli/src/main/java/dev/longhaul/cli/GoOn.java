package dev.longhaul.cli;

import dev.longhaul.budget.Limit;
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
import java.util.Optional;

/**
 * What to type in to go on with a session. Pure.
 *
 * @param kind how it ended
 * @param reason why, as {@link Ending#reason()} has it
 * @param detail the same in words, which name the limit if it was one
 * @param uses how its limits stand
 */
record GoOn(String id, Ending.Kind kind, String reason, String detail, List<LimitUse> uses) {

    /** Behind an outcome; a session that completed is gone on with by saying something to it. */
    static GoOn behind(Outcome outcome) {
        var report = outcome.report();
        return new GoOn(
                report.sessionId(),
                Ending.Kind.valueOf(JsonResult.word(outcome).toUpperCase(Locale.ROOT)),
                outcome.reason(),
                outcome.detail(),
                report.budget().uses(report.ledger(), report.elapsed()));
    }

    /** From where a session stands by its journal. */
    static GoOn from(String id, SessionState state, Instant now) {
        var ending = state.ending();
        boolean waits = !state.awaitingApproval().isEmpty();
        if (ending.isEmpty() || (state.refusal().isEmpty() && !waits)) {
            return new GoOn(id, Ending.Kind.SUSPENDED, "", "", List.of());
        }
        var report = state.report(now);
        return new GoOn(
                id,
                ending.get().kind(),
                ending.get().reason(),
                ending.get().detail(),
                report.budget().uses(report.ledger(), report.elapsed()));
    }

    private static String resume(String id) {
        return "./agent resume " + id;
    }

    /** To be typed in as it is, but for words in capitals. */
    String command() {
        if (kind == Ending.Kind.COMPLETED) {
            return "./agent send " + id + " TEXT && " + resume(id);
        }
        return switch (reason) {
            case Ending.BUDGET_EXHAUSTED, Ending.DEADLINE ->
                tooSmall()
                                .map(use -> "./agent raise " + id + " " + more(use) + " && ")
                                .orElse("")
                        + resume(id);
            case Ending.APPROVAL -> "./agent approve " + id + " && " + resume(id);
            default -> resume(id);
        };
    }

    /** What has to be known first; empty if nothing has. */
    String remark() {
        return switch (reason) {
            case Ending.APPROVAL -> "./agent show " + id + " shows the whole call, ./agent deny " + id + " refuses it";
            case Ending.SUB_AGENT -> "./agent show " + id + " says what its sub-agent waits for: give it that first";
            case Ending.COMPACTION_LOOP ->
                "compaction is tried once more; if that does not help either, begin anew with a larger --compact-at,"
                        + " another --compaction, or fewer pins";
            default -> "";
        };
    }

    /** The limit that is short: the one that the ending names, or else the one that is used up most. */
    private Optional<LimitUse> tooSmall() {
        var named = uses.stream()
                .filter(use -> detail.contains(use.limit().words()))
                .toList();
        return (named.isEmpty() ? uses : named)
                .stream()
                        .filter(use -> use.limit() != Limit.MODEL_CALLS && use.limit() != Limit.TOOL_CALLS)
                        .max(Comparator.comparingDouble(use -> (double) use.spent() / use.max()));
    }

    /** As much again as it was, or as is spent already. */
    private static String more(LimitUse use) {
        long more = Math.max(use.max(), use.spent());
        return switch (use.limit()) {
            case TOTAL_TOKENS -> "--budget-total-tokens +" + more;
            case BILLED_TOKENS -> "--budget-billed-tokens +" + more;
            case USD -> "--budget-usd +" + new Money(more).toDollars().toPlainString();
            case WALL_CLOCK -> "--budget-time +" + Duration.ofMillis(more);
            case COMPACTIONS -> "--max-compactions +" + more;
            case MODEL_CALLS, TOOL_CALLS -> throw new IllegalStateException("no option raises " + use.limit());
        };
    }
}
