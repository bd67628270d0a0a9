package dev.longhaul.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Crossing;
import dev.longhaul.budget.Edge;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.LimitUse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The message says why, what is left, what may still be called, and what is wanted. */
class WrapUpMessageTest {

    private static String told(Budget budget, Duration elapsed) {
        var near = new Crossing(Limit.BILLED_TOKENS, Edge.WRAP_UP, 90, 100);
        return Told.session(budget)
                .then(new SessionEvent.LimitCrossed(near))
                .state()
                .wrappingUp()
                .message(Told.START.plus(elapsed));
    }

    @Test
    void itSaysWhyAndAsksForTheFinalState() {
        assertThat(told(Budget.unlimited().billedTokens(100), Duration.ZERO))
                .startsWith("It is time to wrap up: 90 of 100 billed tokens are spent.")
                .contains("what is done", "what is open", "has to do next")
                .contains("no tools can be called");
    }

    @Test
    void itSaysOfEachLimitWhatIsUsedAndLeft() {
        var budget = Budget.totalTokens(3_000_000).dollars(20).modelCalls(7).within(Duration.ofHours(4));
        assertThat(told(budget, Duration.ofMinutes(219)))
                .contains("- total tokens: 0 of 3,000,000 used, 3,000,000 left")
                .contains("- dollars: $0.00 of $20.00 used, $20.00 left")
                .contains("- model calls: 0 of 7 used, 7 left")
                .contains("- time: 3 h 39 min of 4 h 0 min used, 21 min 0 s left")
                .doesNotContain("billed tokens:");
    }

    @Test
    void itNamesTheToolsThatMayStillBeCalled() {
        assertThat(WrapUpMessage.text("why", List.of(), List.of("save", "todo")))
                .contains("only save, todo can still be called, in at most 2 replies")
                .doesNotContain("no tools can be called");
    }

    @Test
    void whatIsSetAsideForItIsEnoughHoweverMuchThereIsToSay() {
        var uses = Arrays.stream(Limit.values())
                .map(limit -> new LimitUse(limit, Long.MAX_VALUE, Long.MAX_VALUE))
                .toList();
        assertThat(uses).allSatisfy(use -> assertThat(use.words()).hasSizeLessThanOrEqualTo(LimitUse.MOST_CHARS));
        for (var tools : List.of(List.<String>of(), List.of("save"), List.of("save", "x".repeat(128)))) {
            assertThat((long)
                            WrapUpMessage.text("why ".repeat(500), uses, tools).length())
                    .isLessThanOrEqualTo(WrapUpMessage.mostChars(uses.size(), tools));
        }
    }

    @Test
    void anExcerptIsNeverLongerThanItMayBeAndHasNoHalfCharacters() {
        assertThat(Excerpt.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Excerpt.of("abcdefg", 6)).isEqualTo("abc...");
        assertThat(Excerpt.of("abcdefg", 3)).isEqualTo("abc");
        assertThat(Excerpt.of("ab\uD83D\uDE00cdef", 6)).isEqualTo("ab...");
        assertThat(Excerpt.of("abc", 0)).isEmpty();
    }
}
