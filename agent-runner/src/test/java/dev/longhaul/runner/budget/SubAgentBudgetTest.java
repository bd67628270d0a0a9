package dev.longhaul.runner.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Purpose;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.runner.AgentRunner;
import dev.longhaul.runner.MortalStore;
import dev.longhaul.runner.RunningSession;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.testkit.Seeded;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/**
 * However many sub-agents run side by side, and wherever the process dies: all of them together with their caller never pass
 * its limit, and the caller has its last word.
 */
class SubAgentBudgetTest {

    /** What share of the limit was used. */
    private static final List<Double> USED = new ArrayList<>();

    private static long scouts;

    @Seeded(60)
    void sub_agents_never_make_their_caller_pass_its_limit_and_it_wraps_up(long seed) throws Exception {
        var trip = Expedition.of(seed);
        try (var server = trip.server()) {
            var journal = new InMemoryJournal();
            var outcome = run(trip, server, journal);

            var report = outcome.report();
            var amounts = report.ledger().amounts();
            var bill = Bill.of(server, Expedition.MODEL, LocalDate.now(ZoneOffset.UTC));
            assertThat(bill.of(trip.limit(), amounts.totalTokens()))
                    .as("%s", trip)
                    .isLessThanOrEqualTo(trip.max());
            assertThat(amounts.of(trip.limit())).as("our own count, %s", trip).isLessThanOrEqualTo(trip.max());
            assertThat(amounts.billedTokens()).as("known or feared").isGreaterThanOrEqualTo(bill.tokens());
            assertThat(amounts.usd()).as("dollars").isGreaterThanOrEqualTo(bill.usd());
            if (report.ledger().unknown() == 0) {
                assertThat(report.ledger().billed()).as("known").isEqualTo(bill.delivered());
            }
            if (trip.calm()) {
                assertThat(outcome).as("%s", trip).isInstanceOf(Outcome.WrappedUp.class);
                assertThat(wrapUpsOfTheLeader(server)).isPositive();
            }
            if (trip.deaths().isEmpty() && trip.calm()) {
                USED.add((double) amounts.of(trip.limit()) / trip.max());
            }
            scouts += journal.read("p").stream()
                    .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                    .count();
            assertThat(report.ledger().bills().of(Purpose.SUB_AGENT).usage().total())
                    .isLessThanOrEqualTo(report.ledger().billed().total());
        }
    }

    @AfterAll
    static void and_it_is_not_by_being_timid() {
        if (USED.size() >= 5) {
            var sorted = USED.stream().sorted().toList();
            System.out.printf(
                    "used of the limit: median %.3f, least %.3f, of %d; %d scouts%n",
                    sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.size(), scouts);
            assertThat(sorted.get(sorted.size() / 2)).isGreaterThanOrEqualTo(0.8);
            assertThat(scouts).isGreaterThan(100);
        }
    }

    private static long wrapUpsOfTheLeader(MessagesEmulator server) {
        return server.requests().stream()
                .filter(request -> request.body().contains("wrap up"))
                .filter(request -> request.body().contains(Party.LEADER))
                .count();
    }

    /** To the end, in as many processes as it takes. */
    private static Outcome run(Expedition trip, MessagesEmulator server, InMemoryJournal journal) throws Exception {
        for (int death : trip.deaths()) {
            var store = new MortalStore(journal, death, death % 2 == 0);
            try (var runner = trip.leader(server).journal(store).build()) {
                var outcome = go(runner, journal).await();
                if (!store.isDead()) {
                    return outcome;
                }
            }
        }
        try (var runner = trip.leader(server).journal(journal).build()) {
            return go(runner, journal).await();
        }
    }

    private static RunningSession go(AgentRunner runner, InMemoryJournal journal) {
        return journal.read("p").isEmpty() ? runner.start("p", "Find the way.") : runner.resume("p");
    }
}
