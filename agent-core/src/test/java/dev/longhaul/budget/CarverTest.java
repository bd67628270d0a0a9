package dev.longhaul.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.session.OpenChild;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sub-agent gets of its caller's budget. */
class CarverTest {

    private static final Budget TOKENS = Budget.unlimited().billedTokens(1_000);

    private static Amounts tokens(long billed) {
        return new Amounts(0, billed, Money.ZERO, 0, 0, 0);
    }

    private static Carver.Share share(long taken, long kept, Budget atMost, Carve before, int sharers) {
        return Carver.share(TOKENS, tokens(taken), tokens(kept), atMost, before.amounts(), sharers);
    }

    private static Carve granted(Carver.Share share) {
        return ((Carver.Share.Granted) share).carve();
    }

    @Test
    void it_is_an_even_share_of_what_is_left_when_the_rest_of_the_work_is_paid_for() {
        assertThat(granted(share(300, 100, Budget.unlimited(), Carve.NONE, 3)).limits())
                .containsExactly(Map.entry(Limit.BILLED_TOKENS, 200L));
    }

    @Test
    void it_is_no_more_than_it_may_spend_anyway() {
        assertThat(granted(share(0, 0, Budget.unlimited().billedTokens(50), Carve.NONE, 1))
                        .limits())
                .containsEntry(Limit.BILLED_TOKENS, 50L);
    }

    @Test
    void who_goes_on_keeps_what_it_had_and_shares_what_came_in_meanwhile() {
        var before = new Carve(Map.of(Limit.BILLED_TOKENS, 400L));
        assertThat(granted(share(700, 100, Budget.unlimited(), before, 1)).limits())
                .containsEntry(Limit.BILLED_TOKENS, 600L);
        assertThat(granted(share(2_000, 100, Budget.unlimited(), before, 1)).limits())
                .containsEntry(Limit.BILLED_TOKENS, 400L);
    }

    @Test
    void where_nothing_is_left_it_says_of_what() {
        assertThat(share(900, 100, Budget.unlimited(), Carve.NONE, 1))
                .isEqualTo(new Carver.Share.Nothing(Limit.BILLED_TOKENS));
    }

    @Test
    void what_is_not_limited_and_time_are_not_carved() {
        var timed = Budget.unlimited().within(Duration.ofHours(1));
        assertThat(granted(Carver.share(timed, Amounts.NONE, Amounts.NONE, TOKENS, Amounts.NONE, 1)))
                .isEqualTo(Carve.NONE);
    }

    @Test
    void its_own_limits_stand_below_what_is_set_aside() {
        var own = Budget.unlimited().billedTokens(5_000).modelCalls(7).warnAt(0.5);
        var budget = new Carve(Map.of(Limit.BILLED_TOKENS, 400L)).within(own);
        assertThat(budget.limits())
                .containsOnly(Map.entry(Limit.BILLED_TOKENS, 400L), Map.entry(Limit.MODEL_CALLS, 7L));
        assertThat(budget.warnAt()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shares_taken_one_after_the_other_never_add_up_to_more_than_there_is(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int sharers = 1 + random.nextInt(9);
            long kept = random.nextInt(1_200);
            long taken = random.nextInt(1_000);
            long given = 0;
            for (int left = sharers; left > 0; left--) {
                if (share(taken + given, kept, Budget.unlimited(), Carve.NONE, left)
                        instanceof Carver.Share.Granted granted) {
                    given += granted.carve().amounts().billedTokens();
                }
            }
            assertThat(given).isEqualTo(Math.max(0, 1_000 - taken - kept));
        }
    }

    @Test
    void who_spent_more_than_was_set_aside_for_it_takes_what_it_spent_and_no_more_is_given_away() {
        var reader = new OpenChild("c1", "p.5", Carve.NONE, spent(600), false, null);
        assertThat(reader.taken().billedTokens()).isEqualTo(600);
        var share = Carver.share(
                TOKENS, tokens(100).plus(reader.taken()), tokens(100), Budget.unlimited(), reader.taken(), 1);
        assertThat(granted(share).limits()).containsEntry(Limit.BILLED_TOKENS, 800L);
    }

    @Test
    void a_lost_agent_is_charged_more_calls_than_can_be_counted_as_the_most_that_can() {
        var carve = new Carve(Map.of(Limit.TOOL_CALLS, 10_000_000_000L));
        assertThat(Ledger.EMPTY
                        .delegated(ChildSpending.NONE.atMost(carve))
                        .toolAnswered()
                        .toolCalls())
                .isEqualTo(Integer.MAX_VALUE);
    }

    private static ChildSpending spent(long billed) {
        return new ChildSpending(new Settlement(List.of(), Charge.NONE), tokens(billed));
    }
}
