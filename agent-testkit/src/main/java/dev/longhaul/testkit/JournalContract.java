package dev.longhaul.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.session.JournalConflictException;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionJournal} promises. Implement {@link #journal()} in a test class and the tests run against yours:
 *
 * <pre>{@code
 * class MyJournalTest implements JournalContract {
 *     public SessionJournal journal() {
 *         return new MyJournal(emptyDatabase());
 *     }
 * }
 * }</pre>
 */
public interface JournalContract {

    /** A journal without any entries. */
    SessionJournal journal();

    /**
     * The same journal as another process would find it. A journal that outlives its process closes {@code journal} here and
     * opens its store again; one that does not returns it as it is.
     */
    default SessionJournal reopened(SessionJournal journal) {
        return journal;
    }

    private static JournalEntry entry(long seq) {
        return entry(seq, "event " + seq);
    }

    private static JournalEntry entry(long seq, String words) {
        return new JournalEntry(
                seq, Instant.parse("2026-11-21T08:00:00.123456789Z"), new SessionEvent.CancelRequested(words));
    }

    private static void refuses(SessionJournal journal, JournalEntry... entries) {
        var before = journal.read("s");
        assertThatExceptionOfType(JournalConflictException.class)
                .isThrownBy(() -> journal.append("s", List.of(entries)))
                .withMessageContaining("s");
        assertThat(journal.read("s")).isEqualTo(before);
    }

    @Test
    default void aSessionNobodyBeganIsEmpty() {
        assertThat(journal().read("nobody")).isEmpty();
    }

    @Test
    default void whatIsAppendedIsReadInOrder() {
        var journal = journal();
        journal.append("s", List.of(entry(1), entry(2)));
        journal.append("s", List.of(entry(3)));
        assertThat(journal.read("s")).containsExactly(entry(1), entry(2), entry(3));
    }

    @Test
    default void everyKindOfEventComesBackAsItWentIn() {
        var journal = journal();
        var entries = new ArrayList<JournalEntry>();
        for (var event : EventSamples.all()) {
            entries.add(new JournalEntry(entries.size() + 1L, Instant.EPOCH, event));
        }
        journal.append("s", entries);
        var read = reopened(journal).read("s");
        for (int i = 0; i < entries.size(); i++) {
            assertThat(read.get(i)).isEqualTo(entries.get(i));
        }
        assertThat(read).hasSameSizeAs(entries);
    }

    @Test
    default void anyTextIsKept() {
        var journal = journal();
        var entries = List.of(
                entry(1, "quotes \" ' ` and \\ backslash"),
                entry(2, "lines\r\n\ttabs \u2028 and \u0001 controls"),
                entry(3, "Grüße, 日本, \uD83D\uDC4B"),
                entry(4, ""));
        journal.append("s", entries);
        assertThat(reopened(journal).read("s")).isEqualTo(entries);
    }

    @Test
    default void aLargeEventIsKept() {
        var journal = journal();
        journal.append("s", List.of(entry(1, "0123456789".repeat(200_000)), entry(2)));
        assertThat(reopened(journal).read("s")).containsExactly(entry(1, "0123456789".repeat(200_000)), entry(2));
    }

    @Test
    default void whatWasAppendedIsThereWhenTheJournalIsOpenedAgain() {
        var journal = journal();
        journal.append("s", List.of(entry(1), entry(2)));
        var again = reopened(journal);
        again.append("s", List.of(entry(3)));
        assertThat(again.read("s")).containsExactly(entry(1), entry(2), entry(3));
    }

    @Test
    default void aPlaceThatIsTakenIsRefused() {
        var journal = journal();
        journal.append("s", List.of(entry(1)));
        refuses(journal, entry(1, "another"));
    }

    @Test
    default void aGapIsRefused() {
        var journal = journal();
        refuses(journal, entry(2));
        journal.append("s", List.of(entry(1)));
        refuses(journal, entry(3));
    }

    @Test
    default void ofABatchThatConflictsNothingIsAdded() {
        var journal = journal();
        journal.append("s", List.of(entry(1)));
        refuses(journal, entry(2), entry(3), entry(5));
        refuses(journal, entry(2), entry(2));
        journal.append("s", List.of(entry(2)));
        assertThat(journal.read("s")).containsExactly(entry(1), entry(2));
    }

    @Test
    default void sessionsDoNotSeeEachOther() {
        var journal = journal();
        journal.append("s", List.of(entry(1, "lower")));
        journal.append("S", List.of(entry(1, "upper")));
        journal.append("s.1-x_y", List.of(entry(1, "odd")));
        assertThat(journal.read("s")).containsExactly(entry(1, "lower"));
        assertThat(journal.read("S")).containsExactly(entry(1, "upper"));
        assertThat(journal.read("s.1-x_y")).containsExactly(entry(1, "odd"));
    }

    @Test
    default void whatWasReadStaysAsItWas() {
        var journal = journal();
        journal.append("s", List.of(entry(1)));
        var read = journal.read("s");
        journal.append("s", List.of(entry(2)));
        assertThat(read).containsExactly(entry(1));
    }

    @Test
    default void theCallersListIsItsOwn() {
        var journal = journal();
        var entries = new ArrayList<>(List.of(entry(1)));
        journal.append("s", entries);
        entries.clear();
        assertThat(journal.read("s")).containsExactly(entry(1));
    }

    @Test
    default void ofManyWritersInOnePlaceExactlyOneWins() throws Exception {
        var journal = journal();
        journal.append("s", List.of(entry(1)));
        var won = sideBySide(16, writer -> {
            try {
                journal.append("s", List.of(entry(2, "writer " + writer), entry(3, "writer " + writer)));
                return writer;
            } catch (JournalConflictException e) {
                return -1;
            }
        });
        won.removeIf(writer -> writer < 0);
        assertThat(won).hasSize(1);
        var words = "writer " + won.getFirst();
        assertThat(journal.read("s")).containsExactly(entry(1), entry(2, words), entry(3, words));
    }

    @Test
    default void writersOfDifferentSessionsAllWin() throws Exception {
        var journal = journal();
        sideBySide(16, writer -> {
            for (int seq = 1; seq <= 20; seq++) {
                journal.append("s" + writer, List.of(entry(seq)));
            }
            return writer;
        });
        for (int writer = 0; writer < 16; writer++) {
            assertThat(journal.read("s" + writer)).hasSize(20);
        }
    }

    /** A piece of work for one of several threads. */
    @FunctionalInterface
    interface Work {
        int done(int worker) throws Exception;
    }

    private static List<Integer> sideBySide(int workers, Work work) throws InterruptedException, ExecutionException {
        var results = new ArrayList<Integer>();
        try (var executor = Executors.newFixedThreadPool(workers)) {
            var all = executor.invokeAll(IntStream.range(0, workers)
                    .mapToObj(worker -> (Callable<Integer>) () -> work.done(worker))
                    .toList());
            for (var one : all) {
                results.add(one.get());
            }
        }
        return results;
    }
}
