package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The brain at the desk for a whole shift. */
class ShiftTest {

    private static final int TICKETS = 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 11, 50, 1_000})
    void withTheTaskPinnedEveryTicketIsCompletedOnce(int turnsBetween) {
        for (long seed = 1; seed <= 3; seed++) {
            for (boolean keepsTail : new boolean[] {true, false}) {
                var shift = shift(seed, true, keepsTail);
                var last = shift.work((turn, chars) -> turn % turnsBetween == 0);
                assertThat(shift.desk().processed())
                        .as("seed %d, tail %s", seed, keepsTail)
                        .hasSize(TICKETS)
                        .allMatch(ticket -> ticket.completions() == 1);
                assertThat(last).startsWith("The queue is empty. Done: 40 tickets");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 11, 50})
    void withoutThePinTheShiftEndsWithTheTicketAtHand(int turnsBetween) {
        var shift = shift(1, false, true);
        var last = shift.work((turn, chars) -> turn % turnsBetween == 0);
        assertThat(last).isEqualTo("That was the ticket I was working on. Is there anything else you need?");
        assertThat(shift.desk().processed().size()).isBetween(1, 12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 42, 2026})
    void theDemoCompactsAtLeastThreeTimes(long seed) {
        var data = new DemoData(seed);
        var desk = Tickets.desk(data.tickets(24), data.knowledge());
        var shift = new Shift(desk, true, true);
        shift.work((turn, chars) -> chars / 3.5 >= 50_000);
        assertThat(desk.processed()).hasSize(24);
        assertThat(shift.compactions()).isBetween(3, 8);
    }

    @Test
    void draftsAreAsLongAsRealOnes() {
        var shift = shift(3, true, true);
        shift.work((turn, chars) -> turn % 9 == 0);
        assertThat(shift.desk().processed())
                .allSatisfy(ticket -> assertThat(ticket.response()).hasSizeBetween(1_000, 1_500));
    }

    private static Shift shift(long seed, boolean pinned, boolean keepsTail) {
        var data = new DemoData(seed);
        return new Shift(Tickets.desk(data.tickets(TICKETS), data.knowledge(500, 900)), pinned, keepsTail);
    }
}
