package dev.longhaul.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Raise;
import dev.longhaul.model.ModelException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a session ran, told by its journal. */
class RunTimeTest {

    private static final SessionEvent STEP = new SessionEvent.WrapUpAsked("enough", "Please wrap up.");
    private static final SessionEvent RESUMED = new SessionEvent.Resumed("ada", null, List.of());
    private static final SessionEvent SUSPENDED =
            new SessionEvent.Ended(new Ending(Ending.Kind.SUSPENDED, Ending.BUDGET_EXHAUSTED, ""));

    private final List<JournalEntry> journal = new ArrayList<>();

    private RunTimeTest at(int minute, SessionEvent event) {
        journal.add(new JournalEntry(journal.size() + 1L, minute(minute), event));
        return this;
    }

    private static Instant minute(int minute) {
        return Told.START.plus(Duration.ofMinutes(minute));
    }

    private RunTimeTest begun() {
        return at(0, Told.session().state().start());
    }

    private SessionState state() {
        return SessionState.of(journal);
    }

    private long minutesAt(int minute) {
        return state().elapsed(minute(minute)).toMinutes();
    }

    @Test
    void it_runs_on_between_two_events() {
        begun().at(3, STEP);
        assertThat(minutesAt(10)).isEqualTo(10);
    }

    @Test
    void none_passes_from_an_end_until_the_session_is_taken_up() {
        begun().at(10, SUSPENDED);
        assertThat(minutesAt(500)).isEqualTo(10);
        at(300, new SessionEvent.BudgetChanged(Raise.lift(Limit.USD), "ada")).at(500, RESUMED);
        assertThat(minutesAt(505)).isEqualTo(15);
        assertThat(state().time().end(Budget.unlimited().within(Duration.ofMinutes(30))))
                .hasValue(minute(520));
    }

    @Test
    void none_passes_for_one_that_has_ended_and_is_cancelled_by_somebody() {
        begun().at(10, SUSPENDED)
                .at(800, new SessionEvent.CancelRequested("not now"))
                .at(800, new SessionEvent.Ended(new Ending(Ending.Kind.CANCELLED, "cancelled", "not now")))
                .at(900, RESUMED);
        assertThat(minutesAt(905)).isEqualTo(15);
    }

    @Test
    void none_passes_for_one_whose_process_died_and_that_is_cancelled_by_somebody() {
        begun().at(10, STEP)
                .at(800, new SessionEvent.Ended(new Ending(Ending.Kind.CANCELLED, "cancelled", "not now")))
                .at(900, RESUMED);
        assertThat(minutesAt(905)).isEqualTo(15);
    }

    @Test
    void one_that_is_cancelled_while_it_runs_has_run_until_its_end() {
        begun().at(10, STEP)
                .at(20, new SessionEvent.CancelRequested("enough"))
                .at(25, new SessionEvent.Ended(new Ending(Ending.Kind.CANCELLED, "cancelled", "enough")))
                .at(900, RESUMED);
        assertThat(minutesAt(905)).isEqualTo(30);
    }

    @Test
    void of_a_process_that_died_what_it_recorded_counts_and_not_what_was_noted_later() {
        var lost = new SessionEvent.AttemptFailed(
                1, ModelException.Kind.LOST, "the process ended", Duration.ZERO, Charge.NONE, false);
        begun().at(10, STEP)
                .at(100, lost)
                .at(100, new SessionEvent.MessageReceived("Hello?"))
                .at(101, new SessionEvent.LettersTaken(3))
                .at(500, RESUMED);
        assertThat(minutesAt(501)).isEqualTo(11);
    }

    @Test
    void each_break_is_left_out_and_each_run_counts() {
        begun();
        for (int run = 1; run <= 5; run++) {
            at(run * 100 + 7, STEP).at(run * 100 + 10, SUSPENDED).at(run * 100 + 100, RESUMED);
        }
        assertThat(minutesAt(600)).isEqualTo(110 + 4 * 10);
    }

    @Test
    void a_rewind_gives_no_time_back() {
        begun().at(5, STEP)
                .at(20, SUSPENDED)
                .at(100, RESUMED)
                .at(130, SUSPENDED)
                .at(200, new SessionEvent.Rewound(2, "ada"))
                .at(300, RESUMED);
        assertThat(minutesAt(300)).isEqualTo(50);
    }

    @Test
    void a_clock_that_was_set_back_takes_nothing_off() {
        begun().at(30, STEP).at(20, RESUMED).at(25, STEP);
        assertThat(minutesAt(30)).isEqualTo(30);
    }
}
