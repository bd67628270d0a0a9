package dev.longhaul.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.session.Ending;
import dev.longhaul.session.InMemoryJournal;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies at any append of a caller or of its sub-agents: all of them go on where they were. */
class SubAgentCrashTest {

    private static final int READERS = 2;

    @ParameterizedTest(name = "the last append is written: {0}")
    @ValueSource(booleans = {true, false})
    void wherever_it_dies_the_same_sessions_go_on_and_what_was_done_is_not_done_again(boolean lastIsWritten)
            throws Exception {
        int places = 1;
        while (diesAndGoesOn(places, lastIsWritten)) {
            places++;
        }
        assertThat(places).as("places to die at").isGreaterThan(40);
    }

    /** False if all was over before so many appends. */
    private static boolean diesAndGoesOn(int appends, boolean lastIsWritten) throws Exception {
        var journal = new InMemoryJournal();
        Set<String> turned = ConcurrentHashMap.newKeySet();
        var store = new MortalStore(journal, appends, lastIsWritten);
        try (var runner = editor(turned).journal(store).build()) {
            runner.start("p", "Have the reports read.").await();
        }
        if (!store.isDead()) {
            return false;
        }
        var doneBefore = journal.read("p").stream().anyMatch(entry -> entry.event() instanceof SessionEvent.Ended);
        if (doneBefore) {
            return true;
        }
        try (var runner = editor(turned).journal(journal).build()) {
            check(runner.resume("p").await(), journal, turned, "dead at append " + appends);
        }
        return true;
    }

    private static AgentRunnerBuilder editor(Set<String> turned) {
        return Reading.editor(READERS, context -> turned.add(context.idempotencyKey()))
                .budget(Budget.unlimited().billedTokens(200_000).modelCalls(50));
    }

    private static void check(Outcome outcome, InMemoryJournal journal, Set<String> turned, String when) {
        assertThat(outcome).as(when).isInstanceOf(Outcome.Completed.class);
        var readers = readers(journal);
        assertThat(readers).as("sessions, %s", when).hasSize(READERS);
        // A page turned twice has the same key, so no more were turned than there are.
        assertThat(turned).as("pages, %s", when).hasSize(READERS * Reading.PAGES);
        for (var reader : readers) {
            assertThat(reader.ending().orElseThrow().kind()).as(when).isEqualTo(Ending.Kind.COMPLETED);
            assertThat(reader.ledger().toolCalls()).as("results, %s", when).isEqualTo(Reading.PAGES);
        }
        long spent = readers.stream()
                .mapToLong(reader -> reader.ledger().billedTokens())
                .sum();
        var own = SessionState.of(journal.read("p"));
        assertThat(outcome.report().ledger().billedTokens())
                .as("the caller pays for all, %s", when)
                .isEqualTo(spent + billedForWork(journal) + own.ledger().unknown() - unknown(readers));
    }

    private static long unknown(List<SessionState> readers) {
        return readers.stream().mapToLong(reader -> reader.ledger().unknown()).sum();
    }

    private static long billedForWork(InMemoryJournal journal) {
        return 110
                * journal.read("p").stream()
                        .filter(entry -> entry.event() instanceof SessionEvent.ModelReplied)
                        .count();
    }

    private static List<SessionState> readers(InMemoryJournal journal) {
        return journal.read("p").stream()
                .filter(entry -> entry.event() instanceof SessionEvent.SubAgentStarted)
                .map(entry -> ((SessionEvent.SubAgentStarted) entry.event()).sessionId())
                .distinct()
                .map(id -> SessionState.of(journal.read(id)))
                .toList();
    }
}
