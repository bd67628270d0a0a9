package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.SharedBudget;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.session.JournalConflictException;
import dev.longhaul.testing.Replies;
import org.junit.jupiter.api.Test;

/** Budgets that could not be kept are refused before anything is spent, and asking costs nobody anything. */
class BudgetCheckTest {

    /** Says that it is done. */
    private record Named(String name) implements Model {
        @Override
        public ModelReply reply(ModelRequest request, CallScope scope) {
            return Replies.text("Done.");
        }
    }

    private static final Model PRICED = new Named("claude-sonnet-5-5");
    private static final Model UNPRICED = new Named("nobody-knows");

    private static void refusesToStart(AgentRunnerBuilder agent, String... words) {
        try (var runner = agent.build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.start("go"))
                    .satisfies(e -> assertThat(e.getMessage()).contains(words));
        }
    }

    @Test
    void dollarsCannotBeLimitedForAModelWithoutAPrice() {
        refusesToStart(
                AgentRunner.builder().model(UNPRICED).budget(Budget.unlimited().dollars(5)),
                "nobody-knows has no price",
                "limit billed tokens");
    }

    @Test
    void norInAPool() {
        var pool = new SharedBudget(Budget.unlimited().dollars(5));
        refusesToStart(AgentRunner.builder().model(UNPRICED).sharedBudget(pool), "nobody-knows has no price");
    }

    @Test
    void norForAModelThatWritesTheSummariesOrLooksThemOver() {
        var agent =
                AgentRunner.builder().model(PRICED).budget(Budget.unlimited().dollars(5));
        refusesToStart(agent.summariser(UNPRICED), "nobody-knows has no price");
        refusesToStart(agent.summariser(PRICED).probe(UNPRICED), "nobody-knows has no price");
    }

    @Test
    void aBudgetThatCannotPayForOneCallNamesTheSmallestThatWould() {
        refusesToStart(
                AgentRunner.builder().model(PRICED).budget(Budget.unlimited().billedTokens(100)),
                "a budget of 100 billed tokens cannot pay for one call",
                "the smallest that would is");
    }

    @Test
    void askingForAnIdInUseTakesNothingBackFromWhatItSpentOfAPool() throws Exception {
        var pool = new SharedBudget(Budget.unlimited().billedTokens(1_000_000));
        try (var runner = AgentRunner.builder().model(PRICED).sharedBudget(pool).build()) {
            runner.start("job", "go").await();
            long spent = pool.spent().billedTokens();
            assertThat(spent).isPositive();
            assertThatThrownBy(() -> runner.start("job", "go")).isInstanceOf(JournalConflictException.class);
            assertThat(pool.spent().billedTokens()).isEqualTo(spent);
            assertThat(pool.setAside().billedTokens()).isZero();
        }
    }
}
