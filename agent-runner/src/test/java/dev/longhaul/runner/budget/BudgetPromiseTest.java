package dev.longhaul.runner.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.SharedBudget;
import dev.longhaul.model.Usage;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.RunningSession;
import dev.longhaul.session.Outcome;
import dev.longhaul.testkit.Seeded;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/**
 * The promise: whatever fails, the provider never bills more than a limit, and what it does bill is known to the token.
 * Provider and client share no code; the provider's own ledger is the judge.
 */
class BudgetPromiseTest {

    private static final String TASK = "Look around until you are told to stop.";
    private static final int FOREVER = 100_000;

    /** How much of each limit worth twenty calls or more was used in the end. */
    private static final List<Double> USED = new ArrayList<>();

    private record Run(Bill bill, List<Outcome> outcomes) {

        Usage billed() {
            return outcomes.stream()
                    .map(outcome -> outcome.report().ledger().billed())
                    .reduce(Usage.NONE, Usage::plus);
        }

        Amounts amounts() {
            return outcomes.stream()
                    .map(outcome -> outcome.report().ledger().amounts())
                    .reduce(Amounts.NONE, Amounts::plus);
        }

        long unknown() {
            return outcomes.stream()
                    .mapToLong(outcome -> outcome.report().ledger().unknown())
                    .sum();
        }
    }

    @Seeded(60)
    void no_limit_is_ever_passed_and_every_class_that_arrived_is_known(long seed) throws Exception {
        var scenario = Scenario.of(seed);
        long limit = priceOf(scenario);
        var run = run(scenario, Budget.unlimited().with(scenario.limit(), limit));

        long used = run.bill().of(scenario.limit(), run.amounts().totalTokens());
        assertThat(used).as("%s, limit %,d", scenario, limit).isLessThanOrEqualTo(limit);
        assertThat(run.amounts().of(scenario.limit()))
                .as("the client's own count")
                .isLessThanOrEqualTo(limit);
        assertThat(run.amounts().billedTokens())
                .isGreaterThanOrEqualTo(run.bill().tokens());
        assertThat(run.amounts().usd()).isGreaterThanOrEqualTo(run.bill().usd());
        if (run.unknown() == 0) {
            assertThat(run.billed()).isEqualTo(run.bill().delivered());
        }
        assertThat(run.outcomes()).noneMatch(outcome -> outcome.reason().equals("internal_error"));
        if (scenario.worth() >= 20 && !run.outcomes().isEmpty()) {
            USED.add((double) run.amounts().of(scenario.limit()) / limit);
        }
    }

    @AfterAll
    static void and_it_is_not_by_being_timid() {
        if (USED.size() >= 10) {
            var sorted = USED.stream().sorted().toList();
            System.out.printf(
                    "used of the limit: median %.3f, least %.3f, of %d%n",
                    sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.size());
            assertThat(sorted.get(sorted.size() / 2)).isGreaterThanOrEqualTo(0.9);
        }
    }

    /** What so many calls cost that nothing disturbs. */
    private static long priceOf(Scenario scenario) throws Exception {
        var calm = scenario.undisturbed();
        try (var server = calm.server(scenario.worth());
                var runner = calm.agent(server).build()) {
            var report = runner.start(TASK).await().report();
            return report.ledger().amounts().of(scenario.limit());
        }
    }

    /** Empty if it is refused, before anything was spent, because too little is left for it. */
    private static Optional<RunningSession> start(AgentRunner runner) {
        try {
            return Optional.of(runner.start(TASK));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("the smallest that would is");
            return Optional.empty();
        }
    }

    private static Run run(Scenario scenario, Budget budget) throws Exception {
        try (var server = scenario.server(FOREVER)) {
            var agent = scenario.agent(server);
            if (scenario.sessions() > 1) {
                agent.sharedBudget(new SharedBudget(budget));
            } else {
                agent.budget(budget);
            }
            try (var runner = agent.build()) {
                var running = new ArrayList<RunningSession>();
                for (int i = 0; i < scenario.sessions(); i++) {
                    start(runner).ifPresent(running::add);
                }
                var outcomes = new ArrayList<Outcome>();
                for (var session : running) {
                    outcomes.add(session.await());
                }
                return new Run(Bill.of(server, scenario.model(), LocalDate.now(ZoneOffset.UTC)), outcomes);
            }
        }
    }
}
