package dev.longhaul.cli;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.SpendingTable;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.SessionReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what a session cost. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description =
                "Say what a session spent: for what, by which model, in which class of tokens, what compaction and caching"
                        + " were good for, and what is left of its budget.")
final class CostCommand extends IdCommand {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CostCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean onlyReads() {
        return true;
    }

    @Override
    int run(SessionStore store, String session) {
        var summary = store.find(session).orElseThrow();
        var state = sessions(store).state(session);
        var report = state.report(summary.updated());
        var spending = SpendingTable.of(report.ledger());
        var table = new CostTable(spending);
        var compactions = new CompactionCount(report);
        var children = ChildCosts.of(store.stream(session, 0), state);
        boolean isPriced = spending.unpriced().isEmpty();
        if (json) {
            var object = table.json().put("session", session).put("model", summary.model());
            object.withObjectProperty("compaction")
                    .put("count", compactions.paidFor())
                    .put("leftBehind", compactions.leftBehind());
            out().println(object.set("subAgents", children.json(isPriced)));
            return ExitCode.COMPLETED;
        }
        out().println("session " + session + ", " + SessionsCommand.state(summary) + ", model " + summary.model()
                + (summary.model().equals(ModelSource.SIMULATED) ? " (nothing was billed)" : ""));
        out().println();
        table.lines().forEach(out()::println);
        if (!compactions.explained().isEmpty()) {
            out().println(compactions.explained());
        }
        print(children.lines(isPriced));
        limits(report);
        return ExitCode.COMPLETED;
    }

    private void print(List<String> lines) {
        if (!lines.isEmpty()) {
            out().println();
            lines.forEach(out()::println);
        }
    }

    private void limits(SessionReport report) {
        Budget budget = report.budget();
        if (budget.limits().isEmpty()) {
            return;
        }
        out().println();
        for (var limit : budget.limits().keySet()) {
            long max = budget.max(limit).orElseThrow();
            long spent = report.ledger().spent(limit, report.elapsed());
            out().println("%-20s %s of %s, %s left"
                    .formatted(
                            limit.words(),
                            limit.amount(spent),
                            limit.amount(max),
                            limit.amount(Math.max(0, max - spent))));
        }
    }
}
