package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.OnExhausted;
import dev.longhaul.emulator.Fault;
import dev.longhaul.emulator.FaultPlan;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.PageReader.Book;
import dev.longhaul.runner.claude.Claude;
import dev.longhaul.runner.claude.ClaudeConfig;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionReport;
import org.junit.jupiter.api.Test;

/** Whole sessions over real HTTP: what a compaction, a budget and a failing server do to them. */
class LifeThroughCompactionsTest {

    private final Book book = new Book(40, 28_000);

    private AgentRunnerBuilder agent(MessagesEmulator emulator) {
        return AgentRunner.builder()
                .model(Claude.of(ClaudeConfig.at(emulator.uri().toString())))
                .system("You read books.")
                .compaction(Compaction.at(50_000))
                .tools(book);
    }

    private static MessagesEmulator emulator(FaultPlan faults) {
        return MessagesEmulator.builder().brain(new PageReader()).faults(faults).start();
    }

    private static Outcome run(AgentRunnerBuilder agent) throws InterruptedException {
        try (var runner = agent.build()) {
            return runner.start(PageReader.TASK).await();
        }
    }

    private static void assertEveryClassAgrees(SessionReport report, MessagesEmulator emulator) {
        var ours = report.ledger().billed();
        var theirs = emulator.ledger().totals();
        assertThat(ours.input()).isEqualTo(theirs.input());
        assertThat(ours.output()).isEqualTo(theirs.output());
        assertThat(ours.cacheWrite5m()).isEqualTo(theirs.cacheWrite5m());
        assertThat(ours.cacheWrite1h()).isEqualTo(theirs.cacheWrite1h());
        assertThat(ours.cacheRead()).isEqualTo(theirs.cacheRead());
    }

    @Test
    void aPinnedTaskOutlivesItsCompactionsAndTheLedgersAgree() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = run(agent(emulator));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().text()).isEqualTo("I have read it all.");
            assertThat(book.turned()).isEqualTo(40);
            assertThat(outcome.report().compactions().accepted()).isGreaterThanOrEqualTo(3);
            assertThat(outcome.report().ledger().billed().cacheRead()).isPositive();
            assertEveryClassAgrees(outcome.report(), emulator);
        }
    }

    @Test
    void aTaskThatIsNotPinnedIsForgottenAtTheFirstCompaction() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = run(agent(emulator).noDefaultPins());

            assertThat(outcome.report().text()).isEqualTo("What was I doing?");
            assertThat(outcome.report().compactions().accepted()).isEqualTo(1);
            assertThat(book.turned()).isLessThan(40);
        }
    }

    @Test
    void aCompactionWithoutASummaryLosesNothing() throws Exception {
        try (var emulator = emulator(
                FaultPlan.builder().atCompaction(1, Fault.nullSummary()).build())) {
            var outcome = run(agent(emulator));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(book.turned()).isEqualTo(40);
            assertThat(outcome.report().compactions().failed()).isEqualTo(1);
            assertEveryClassAgrees(outcome.report(), emulator);
        }
    }

    @Test
    void compactionsThatFreeNothingAreALoopAndEndItWithALastWord() throws Exception {
        try (var emulator =
                emulator(FaultPlan.builder().always(Fault.ineffectiveSummary()).build())) {
            var outcome = run(agent(emulator));

            assertThat(outcome).isInstanceOf(Outcome.WrappedUp.class);
            assertThat(outcome.reason()).isEqualTo("compaction_loop");
            assertThat(outcome.report().compactions().count()).isLessThanOrEqualTo(4);
            assertThat(outcome.report().compactions().accepted()).isZero();
            assertThat(outcome.report().turns()).isPositive();
            assertThat(outcome.report().text()).isEqualTo("I had to stop before the end.");
            assertEveryClassAgrees(outcome.report(), emulator);
        }
    }

    @Test
    void compactionsThatFreeNothingStopItWithThePartialResultIfPeopleSaySo() throws Exception {
        try (var emulator =
                emulator(FaultPlan.builder().always(Fault.ineffectiveSummary()).build())) {
            var outcome = run(agent(emulator).compaction(Compaction.at(50_000).onExhausted(OnExhausted.STOP)));

            assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
            assertThat(outcome.reason()).isEqualTo("compaction_loop");
            assertThat(outcome.report().compactions().count()).isEqualTo(3);
            assertThat(outcome.report().turns()).isPositive();
            assertEveryClassAgrees(outcome.report(), emulator);
        }
    }

    @Test
    void aCrossedTotalTokenBudgetLeadsToOneWrapUpAndOneLastReply() throws Exception {
        try (var emulator = emulator(FaultPlan.none())) {
            var outcome = run(agent(emulator).budget(Budget.totalTokens(120_000)));

            assertThat(outcome).isInstanceOf(Outcome.WrappedUp.class);
            assertThat(outcome.reason()).isEqualTo("budget_exhausted");
            assertThat(outcome.report().text()).isEqualTo("I had to stop before the end.");
            assertThat(outcome.report()
                            .ledger()
                            .spent(Limit.TOTAL_TOKENS, outcome.report().elapsed()))
                    .isGreaterThan(100_000);
            var asking = emulator.requests().stream()
                    .filter(r -> r.path().equals("/v1/messages") && r.body().contains("wrap up"))
                    .toList();
            assertThat(asking).hasSize(1);
            assertThat(asking.getFirst()).isEqualTo(emulator.requests().getLast());
            assertEveryClassAgrees(outcome.report(), emulator);
        }
    }

    @Test
    void whatTheServerSentComesBackByteForByte() throws Exception {
        try (var emulator = emulator(FaultPlan.builder()
                .always(Fault.unknownFields())
                .always(Fault.unknownBlock())
                .build())) {
            // The emulator refuses a block that is not exactly what it handed out.
            assertThat(run(agent(emulator))).isInstanceOf(Outcome.Completed.class);
            assertThat(emulator.requests()).allMatch(r -> r.status() == 200);
        }
    }

    @Test
    void aBusyServerIsAskedAgainWithoutAnyoneNoticing() throws Exception {
        try (var emulator = emulator(FaultPlan.builder()
                .at(2, Fault.status(529))
                .at(3, Fault.status(429, 0))
                .at(6, Fault.status(500))
                .build())) {
            var outcome = run(agent(emulator));

            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(outcome.report().ledger().unknown()).isZero();
            assertEveryClassAgrees(outcome.report(), emulator);
        }
    }

    @Test
    void aReplyThatNeverArrivedIsChargedAtItsWorstCase() throws Exception {
        try (var emulator = emulator(FaultPlan.builder().at(3, Fault.hangUp()).build())) {
            var outcome = run(agent(emulator));

            var undelivered = emulator.ledger().entries().stream()
                    .filter(entry -> !entry.delivered())
                    .mapToLong(entry ->
                            entry.tokens().totalInput() + entry.tokens().output())
                    .sum();
            assertThat(outcome).isInstanceOf(Outcome.Completed.class);
            assertThat(undelivered).isPositive();
            assertThat(outcome.report().ledger().unknown()).isGreaterThanOrEqualTo(undelivered);
        }
    }
}
