package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Limit;
import dev.longhaul.budget.LimitUse;
import dev.longhaul.session.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told to type in. */
class GoOnTest {

    private static String command(Ending.Kind kind, String reason, LimitUse... uses) {
        return new GoOn("one", kind, reason, List.of(uses)).command();
    }

    @ParameterizedTest
    @CsvSource({
        "TOTAL_TOKENS, 5000, --budget-total-tokens +5000",
        "BILLED_TOKENS, 5000, --budget-billed-tokens +5000",
        "USD, 2500000000000, --budget-usd +2.5",
        "WALL_CLOCK, 90000, --budget-time +PT1M30S",
        "COMPACTIONS, 3, --max-compactions +3"
    })
    void a_spent_limit_is_to_be_raised_by_as_much_again(Limit limit, long max, String option) {
        assertThat(command(Ending.Kind.WRAPPED_UP, Ending.BUDGET_EXHAUSTED, new LimitUse(limit, max, max)))
                .isEqualTo("./agent raise one " + option + " && ./agent resume one");
    }

    @Test
    void of_several_limits_the_one_that_is_used_up_most_is_to_be_raised() {
        var tokens = new LimitUse(Limit.TOTAL_TOKENS, 600, 1_000);
        var compactions = new LimitUse(Limit.COMPACTIONS, 3, 3);
        assertThat(command(Ending.Kind.STOPPED, Ending.DEADLINE, tokens, compactions))
                .contains("--max-compactions +3");
    }

    @Test
    void more_money_is_no_way_out_of_a_compaction_loop() {
        assertThat(command(Ending.Kind.WRAPPED_UP, Ending.COMPACTION_LOOP, new LimitUse(Limit.TOTAL_TOKENS, 9, 10)))
                .startsWith("./agent resume one (compaction is tried once more")
                .contains("--compact-at")
                .doesNotContain("raise");
    }

    @Test
    void who_waits_for_a_person_says_so_and_who_completed_is_asked_something() {
        assertThat(command(Ending.Kind.SUSPENDED, Ending.APPROVAL)).startsWith("./agent approve one (or deny)");
        assertThat(command(Ending.Kind.COMPLETED, "")).isEqualTo("./agent send one TEXT && ./agent resume one");
        assertThat(command(Ending.Kind.FAILED, Ending.JOURNAL)).isEqualTo("./agent resume one");
    }
}
