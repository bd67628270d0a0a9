package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** What becomes of a budget. */
class RaiseTest {

    private static final Budget HUNDRED = Budget.totalTokens(100).dollars(5).onLimit(Budget.OnLimit.SUSPEND);

    @Test
    void it_adds_sets_and_lifts_and_leaves_the_rest_as_it_is() {
        var raise = Raise.by(Limit.TOTAL_TOKENS, 20).and(Raise.lift(Limit.USD)).and(Raise.to(Limit.COMPACTIONS, 3));
        assertThat(raise.applyTo(HUNDRED))
                .isEqualTo(Budget.totalTokens(120).compactions(3).onLimit(Budget.OnLimit.SUSPEND));
        assertThat(raise.words()).isEqualTo("+20 total tokens, no limit of US dollars, 3 compactions");
    }

    @Test
    void two_that_add_come_to_the_same_in_any_order() {
        var one = Raise.by(Limit.TOTAL_TOKENS, 20);
        var other = Raise.by(Limit.TOTAL_TOKENS, 300).and(Raise.by(Money.dollars(1)));
        assertThat(one.applyTo(other.applyTo(HUNDRED)))
                .isEqualTo(other.applyTo(one.applyTo(HUNDRED)))
                .isEqualTo(HUNDRED.with(Limit.TOTAL_TOKENS, 420).dollars(6));
    }

    @Test
    void to_add_where_there_is_no_limit_is_refused_and_changes_nothing_if_it_comes_to_that() {
        var raise = Raise.by(Limit.TOOL_CALLS, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> raise.requireFor(HUNDRED))
                .withMessageContaining("no limit of tool calls to add to");
        assertThat(raise.applyTo(HUNDRED)).isEqualTo(HUNDRED);
        assertThat(Raise.to(Limit.TOOL_CALLS, 1).and(raise).requireFor(HUNDRED).max(Limit.TOOL_CALLS))
                .hasValue(6);
    }

    @Test
    void more_than_can_be_counted_is_refused_and_is_no_limit_if_it_comes_to_that() {
        var raise = Raise.by(Limit.TOTAL_TOKENS, Long.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> raise.requireFor(HUNDRED))
                .withMessageContaining("more than can be counted");
        assertThat(raise.applyTo(HUNDRED).max(Limit.TOTAL_TOKENS)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void nothing_and_less_than_nothing_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Raise.by(Limit.TOTAL_TOKENS, 0))
                .withMessageContaining("give a positive number");
        assertThatIllegalArgumentException().isThrownBy(() -> Raise.to(Money.dollars(-5)));
    }

    @Test
    void it_limits_what_it_sets_or_adds_to() {
        assertThat(Raise.by(Money.dollars(1)).limits(Limit.USD)).isTrue();
        assertThat(Raise.lift(Limit.USD).limits(Limit.USD)).isFalse();
    }
}
