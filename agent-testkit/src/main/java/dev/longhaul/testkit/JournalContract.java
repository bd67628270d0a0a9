package dev.longhaul.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.session.Holder;
import dev.longhaul.session.JournalConflictException;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionJournal} promises. Implement {@link #journal()} in a test class and the tests run against yours:
 *
 * <pre>{@code
 * class MyJournalTest implements JournalContract<MyJournal> {
 *     public MyJournal journal() {
 *         return new MyJournal(emptyDatabase());
 *     }
 * }
 * }</pre>
 *
 * @param <S> the journal, which also says who may write; {@link LeaseContract} has the promises of that
 */
public interface JournalContract<S extends SessionJournal & SessionLease> {

    /** A journal without any entries. */
    S journal();

    /**
     * The same journal as another process would find it. A journal that outlives its process closes {@code journal} here and
     * opens its store again; one that does not returns it as it is.
     */
    default S reopened(S journal) {
        return journal;
    }

    private static Lease held(SessionLease leases, String sessionId) {
        return leases.acquire(sessionId, new Holder("test-machine", 1, Instant.EPOCH));
    }

    /** The journal after its process let the session go and ended. */
    private S openedAgain(S journal, Lease lease) {
        journal.release(lease);
        return reopened(journal);
    }

    private static JournalEntry entry(long seq) {
        return entry(seq, "event " + seq);
    }

    private static JournalEntry entry(long seq, String words) {
        return new JournalEntry(
                seq, Instant.parse("2026-11-21T08:00:00.123456789Z"), new SessionEvent.CancelRequested(words));
    }

    private static void refuses(SessionJournal journal, Lease lease, JournalEntry... entries) {
        var before = journal.read("s");
        assertThatExceptionOfType(JournalConflictException.class)
                .isThrownBy(() -> journal.append(lease, List.of(entries)))
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
        var s = held(journal, "s");
        journal.append(s, List.of(entry(1), entry(2)));
        journal.append(s, List.of(entry(3)));
        assertThat(journal.read("s")).containsExactly(entry(1), entry(2), entry(3));
    }

    @Test
    default void readingCanStartBehindAnEntry() {
        var journal = journal();
        journal.append(held(journal, "s"), List.of(entry(1), entry(2), entry(3)));
        assertThat(journal.stream("s", 1)).containsExactly(entry(2), entry(3));
        assertThat(journal.stream("s", 3)).isEmpty();
        assertThat(journal.stream("s", 9)).isEmpty();
    }

    @Test
    default void aLongSessionIsReadInOrderAndReadingMayStopAnywhere() {
        var journal = journal();
        var entries = LongStream.rangeClosed(1, 1_000)
                .mapToObj(JournalContract::entry)
                .toList();
        journal.append(held(journal, "s"), entries);
        assertThat(journal.read("s")).isEqualTo(entries);
        assertThat(journal.stream("s", 0).limit(3)).isEqualTo(entries.subList(0, 3));
    }

    @Test
    default void everyKindOfEventComesBackAsItWentIn() {
        var journal = journal();
        var s = held(journal, "s");
        var entries = new ArrayList<JournalEntry>();
        for (var event : EventSamples.all()) {
            entries.add(new JournalEntry(entries.size() + 1L, Instant.EPOCH, event));
        }
        journal.append(s, entries);
        var read = openedAgain(journal, s).read("s");
        for (int i = 0; i < entries.size(); i++) {
            assertThat(read.get(i)).isEqualTo(entries.get(i));
        }
        assertThat(read).hasSameSizeAs(entries);
    }

    @Test
    default void anyTextIsKept() {
        var journal = journal();
        var s = held(journal, "s");
        var entries = List.of(
                entry(1, "quotes \" ' ` and \\ backslash"),
                entry(2, "lines\r\n\ttabs \u2028 and \u0001 controls, \u0000 too"),
                entry(3, "Grüße, 日本, \uD83D\uDC4B"),
                entry(4, "half a letter, cut off: \uD83D"),
                entry(5, ""));
        journal.append(s, entries);
        assertThat(openedAgain(journal, s).read("s")).isEqualTo(entries);
    }

    @Test
    default void aLargeEventIsKept() {
        var journal = journal();
        var s = held(journal, "s");
        journal.append(s, List.of(entry(1, "0123456789".repeat(200_000)), entry(2)));
        assertThat(openedAgain(journal, s).read("s")).containsExactly(entry(1, "0123456789".repeat(200_000)), entry(2));
    }

    @Test
    default void whatWasAppendedIsThereWhenTheJournalIsOpenedAgain() {
        var journal = journal();
        var s = held(journal, "s");
        journal.append(s, List.of(entry(1), entry(2)));
        var again = openedAgain(journal, s);
        again.append(held(again, "s"), List.of(entry(3)));
        assertThat(again.read("s")).containsExactly(entry(1), entry(2), entry(3));
    }

    @Test
    default void aPlaceThatIsTakenIsRefused() {
        var journal = journal();
        var s = held(journal, "s");
        journal.append(s, List.of(entry(1)));
        refuses(journal, s, entry(1, "another"));
    }

    @Test
    default void aGapIsRefused() {
        var journal = journal();
        var s = held(journal, "s");
        refuses(journal, s, entry(2));
        journal.append(s, List.of(entry(1)));
        refuses(journal, s, entry(3));
    }

    @Test
    default void ofABatchThatConflictsNothingIsAdded() {
        var journal = journal();
        var s = held(journal, "s");
        journal.append(s, List.of(entry(1)));
        refuses(journal, s, entry(2), entry(3), entry(5));
        refuses(journal, s, entry(2), entry(2));
        journal.append(s, List.of(entry(2)));
        assertThat(journal.read("s")).containsExactly(entry(1), entry(2));
    }

    @Test
    default void sessionsDoNotSeeEachOther() {
        var journal = journal();
        journal.append(held(journal, "s"), List.of(entry(1, "lower")));
        journal.append(held(journal, "S"), List.of(entry(1, "upper")));
        journal.append(held(journal, "s.1-x_y"), List.of(entry(1, "odd")));
        assertThat(journal.read("s")).containsExactly(entry(1, "lower"));
        assertThat(journal.read("S")).containsExactly(entry(1, "upper"));
        assertThat(journal.read("s.1-x_y")).containsExactly(entry(1, "odd"));
    }

    @Test
    default void whatWasReadStaysAsItWas() {
        var journal = journal();
        var s = held(journal, "s");
        journal.append(s, List.of(entry(1)));
        var read = journal.read("s");
        journal.append(s, List.of(entry(2)));
        assertThat(read).containsExactly(entry(1));
    }

    @Test
    default void theCallersListIsItsOwn() {
        var journal = journal();
        var entries = new ArrayList<>(List.of(entry(1)));
        journal.append(held(journal, "s"), entries);
        entries.clear();
        assertThat(journal.read("s")).containsExactly(entry(1));
    }

    @Test
    default void ofManyWritersInOnePlaceExactlyOneWins() throws Exception {
        var journal = journal();
        var s = held(journal, "s");
        journal.append(s, List.of(entry(1)));
        var won = SideBySide.run(16, writer -> {
            try {
                journal.append(s, List.of(entry(2, "writer " + writer), entry(3, "writer " + writer)));
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
        SideBySide.run(16, writer -> {
            var mine = held(journal, "s" + writer);
            for (int seq = 1; seq <= 20; seq++) {
                journal.append(mine, List.of(entry(seq)));
            }
            return writer;
        });
        for (int writer = 0; writer < 16; writer++) {
            assertThat(journal.read("s" + writer)).hasSize(20);
        }
    }
}
