package dev.longhaul.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tried at which strike. */
class LadderTest {

    private static final Set<Rung> ALL = EnumSet.range(Rung.TIGHTER_INSTRUCTIONS, Rung.STOP);
    private static final Set<Rung> LAST = EnumSet.of(Rung.WRAP_UP, Rung.STOP);

    private static Optional<Rung> climb(int strikes, Rung reached, Set<Rung> helpful) {
        return Ladder.climb(
                new Strikes(strikes, reached, null, false),
                rung -> helpful.contains(rung) ? Optional.of(rung) : Optional.empty());
    }

    /** The rungs taken from the first strike to the end. */
    private static String all(Set<Rung> helpful) {
        var taken = new StringBuilder();
        var strikes = Strikes.NONE;
        @Nullable Rung last = null;
        while (last != Rung.STOP && last != Rung.WRAP_UP) {
            var step = climb(strikes.inARow(), strikes.reached(), helpful).orElse(Rung.NONE);
            taken.append(step).append(' ');
            strikes = strikes.held(Finding.of(new Signal.NoSummary(), step), false);
            last = step;
        }
        return taken.toString().strip();
    }

    @Test
    void oneRungIsTakenAStrike() {
        assertThat(all(ALL)).isEqualTo("TIGHTER_INSTRUCTIONS CLEAR_RESULTS SHED_PINS STAND_IN WRAP_UP");
    }

    @Test
    void aRungThatCannotHelpIsPassedOver() {
        assertThat(all(EnumSet.of(Rung.SHED_PINS, Rung.STAND_IN, Rung.WRAP_UP)))
                .isEqualTo("SHED_PINS NONE STAND_IN WRAP_UP");
    }

    @Test
    void nothingIsGivenUpBeforeTheThirdStrike() {
        assertThat(climb(0, Rung.NONE, LAST)).isEmpty();
        assertThat(climb(1, Rung.NONE, LAST)).isEmpty();
        assertThat(climb(2, Rung.NONE, LAST)).contains(Rung.WRAP_UP);
    }

    @Test
    void behindTheLastWordThereIsOnlyTheEnd() {
        assertThat(climb(5, Rung.WRAP_UP, ALL)).contains(Rung.STOP);
        assertThat(climb(6, Rung.STOP, ALL)).contains(Rung.STOP);
    }

    @ParameterizedTest
    @EnumSource(
            value = Rung.class,
            names = {"TIGHTER_INSTRUCTIONS", "CLEAR_RESULTS", "SHED_PINS", "STAND_IN"})
    void whateverElseCanHelpTheEndComesAtTheFifthStrikeAtTheLatest(Rung other) {
        var helpful = EnumSet.copyOf(LAST);
        helpful.add(other);
        assertThat(all(helpful).split(" ")).hasSizeBetween(3, 5).endsWith("WRAP_UP");
    }
}
