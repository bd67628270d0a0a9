package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Fit;
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
        return goOn(kind, reason, "", uses).command();
    }

    private static GoOn goOn(Ending.Kind kind, String reason, String detail, LimitUse... uses) {
        return new GoOn("one", kind, reason, detail, List.of(uses));
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
    void the_limit_that_the_ending_names_is_to_be_raised_however_much_is_used_of_it() {
        var refused = new Fit.TooDear(Limit.USD, 600_000_000_000L, 550_000_000_000L, 1_000_000_000_000L);
        var command = goOn(
                        Ending.Kind.SUSPENDED,
                        Ending.BUDGET_EXHAUSTED,
                        refused.words(),
                        new LimitUse(Limit.USD, 450_000_000_000L, 1_000_000_000_000L),
                        new LimitUse(Limit.TOTAL_TOKENS, 500, 1_000))
                .command();
        assertThat(command).isEqualTo("./agent raise one --budget-usd +1 && ./agent resume one");
    }

    @Test
    void a_limit_that_was_passed_is_raised_beyond_what_is_spent() {
        assertThat(command(
                        Ending.Kind.STOPPED,
                        Ending.DEADLINE,
                        new LimitUse(Limit.WALL_CLOCK, 60 * 3_600_000, 4 * 3_600_000)))
                .contains("--budget-time +PT60H");
    }

    @Test
    void what_no_option_raises_is_not_told_to_be_raised() {
        assertThat(command(Ending.Kind.STOPPED, Ending.BUDGET_EXHAUSTED, new LimitUse(Limit.TOOL_CALLS, 3, 3)))
                .isEqualTo("./agent resume one");
    }

    @Test
    void more_money_is_no_way_out_of_a_compaction_loop() {
        assertThat(command(Ending.Kind.WRAPPED_UP, Ending.COMPACTION_LOOP, new LimitUse(Limit.TOTAL_TOKENS, 9, 10)))
                .isEqualTo("./agent resume one");
        assertThat(goOn(Ending.Kind.WRAPPED_UP, Ending.COMPACTION_LOOP, "").remark())
                .contains("--compact-at");
    }

    @Test
    void who_waits_for_a_person_says_so_and_who_completed_is_asked_something() {
        assertThat(command(Ending.Kind.SUSPENDED, Ending.APPROVAL))
                .isEqualTo("./agent approve one && ./agent resume one");
        assertThat(goOn(Ending.Kind.SUSPENDED, Ending.APPROVAL, "").remark())
                .contains("./agent show one", "./agent deny one");
        assertThat(command(Ending.Kind.COMPLETED, "")).isEqualTo("./agent send one TEXT && ./agent resume one");
        assertThat(command(Ending.Kind.FAILED, Ending.JOURNAL)).isEqualTo("./agent resume one");
    }
}
