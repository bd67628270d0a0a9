package dev.longhaul.cli;

import dev.longhaul.budget.Limit;
import dev.longhaul.budget.SpendingTable;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionReport;
import java.io.PrintStream;
import java.util.List;

/** What a person reads at the end: how it ended, what was done, what it cost. */
final class FinalTable {

    private final PrintStream out;
    private final Ink ink;

    FinalTable(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    void print(Outcome outcome, boolean simulated) {
        var report = outcome.report();
        var ledger = report.ledger();
        var billed = ledger.billed();
        out.println();
        row("outcome", ending(outcome));
        row("session", report.sessionId());
        row(
                "turns",
                "%,d, %,d tool calls, %.1f s"
                        .formatted(
                                report.turns(),
                                ledger.toolCalls(),
                                report.elapsed().toMillis() / 1e3));
        row("compactions", new CompactionCount(report).words());
        row(
                "retention",
                "%,d facts lost by summaries, %,d put back"
                        .formatted(report.memory().lost(), report.memory().reinjected()));
        row(
                "billed tokens",
                spent(report, Limit.BILLED_TOKENS)
                        + ": input %,d, output %,d, cache write %,d, cache read %,d, unknown %,d"
                                .formatted(
                                        billed.input(),
                                        billed.output(),
                                        billed.cacheWrite(),
                                        billed.cacheRead(),
                                        ledger.unknown()));
        row("total tokens", spent(report, Limit.TOTAL_TOKENS) + " of context");
        row("cost", simulated ? "nothing; the model was SIMULATED" : cost(report));
        printSection(costs(report));
        if (!(outcome instanceof Outcome.Completed)) {
            printSection(new HandoffView(report.handoff()).lines());
        }
        if (!report.text().isBlank()) {
            out.println();
            out.println(Ink.harmless(report.text()));
        }
    }

    private void printSection(List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            lines.forEach(out::println);
        }
    }

    private static List<String> costs(SessionReport report) {
        return report.ledger().billedTokens() == 0
                ? List.of()
                : new CostTable(SpendingTable.of(report.ledger())).lines();
    }

    private String ending(Outcome outcome) {
        var word = JsonResult.word(outcome)
                + (outcome.reason().isEmpty() ? "" : " (" + outcome.reason() + ")")
                + (outcome.detail().isEmpty() ? "" : ": " + Ink.exact(outcome.detail()));
        return outcome instanceof Outcome.Completed ? ink.good(word) : ink.warn(word);
    }

    private static String cost(SessionReport report) {
        var unpriced = report.ledger().bills().unpriced();
        return unpriced.isEmpty()
                ? spent(report, Limit.USD)
                : "not known: there is no price for " + String.join(", ", unpriced);
    }

    private static String spent(SessionReport report, Limit limit) {
        var spent = limit.amount(report.ledger().spent(limit, report.elapsed()));
        var max = report.budget().max(limit);
        return max.isPresent() ? spent + " of " + limit.amount(max.getAsLong()) : spent;
    }

    private void row(String name, String value) {
        out.println("%-14s %s".formatted(name, value));
    }
}
