package dev.longhaul.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.longhaul.session.Holder;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import dev.longhaul.session.StaleLeaseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionLease} promises, together with the journal it guards: one writer at a time, and none that lost its
 * session. Implement {@link #journal()}, for most stores in the class that implements {@link JournalContract} too.
 *
 * <p>That a holder which died without letting go is not waited for depends on how a store tells the dead from the living; test
 * it for yours.
 *
 * @param <S> the journal and its leases
 */
public interface LeaseContract<S extends SessionJournal & SessionLease> {

    Holder FIRST = new Holder("first-machine", 4711, Instant.parse("2026-11-21T08:00:00Z"));
    Holder SECOND = new Holder("second-machine", 815, Instant.parse("2026-11-21T09:30:00Z"));

    /** A journal without any entries and without holders. */
    S journal();

    /** The same journal as another process would find it; see {@link JournalContract#reopened}. */
    default S reopened(S journal) {
        return journal;
    }

    private static List<JournalEntry> event(long seq) {
        return List.of(new JournalEntry(seq, Instant.EPOCH, new SessionEvent.CancelRequested("event " + seq)));
    }

    @Test
    default void aFreeSessionIsGivenToWhoeverAsks() {
        var journal = journal();
        var lease = journal.acquire("s", FIRST);
        assertThat(lease.sessionId()).isEqualTo("s");
        assertThat(lease.holder()).isEqualTo(FIRST);
        assertThat(journal.current("s")).contains(lease);
    }

    @Test
    default void nobodyHoldsASessionThatNobodyTook() {
        assertThat(journal().current("s")).isEmpty();
    }

    @Test
    default void aHeldSessionIsRefusedAndTheHolderNamed() {
        var journal = journal();
        var held = journal.acquire("s", FIRST);
        assertThatExceptionOfType(SessionHeldException.class)
                .isThrownBy(() -> journal.acquire("s", SECOND))
                .withMessageContaining("session s ")
                .withMessageContaining("4711")
                .withMessageContaining("first-machine")
                .withMessageContaining("2026-11-21T08:00:00Z");
        assertThat(journal.current("s")).contains(held);
        assertThatNoException().isThrownBy(() -> journal.append(held, event(1)));
    }

    @Test
    default void theHolderItselfIsNotGivenItTwice() {
        var journal = journal();
        journal.acquire("s", FIRST);
        assertThatExceptionOfType(SessionHeldException.class).isThrownBy(() -> journal.acquire("s", FIRST));
    }

    @Test
    default void whatIsLetGoCanBeTaken() {
        var journal = journal();
        journal.release(journal.acquire("s", FIRST));
        assertThat(journal.current("s")).isEmpty();
        var second = journal.acquire("s", SECOND);
        assertThat(journal.current("s")).contains(second);
    }

    @Test
    default void everyTakingHasAHigherEpoch() {
        var journal = journal();
        var first = journal.acquire("s", FIRST);
        journal.release(first);
        var second = journal.acquire("s", FIRST);
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        journal.release(second);
        var third = reopened(journal).acquire("s", SECOND);
        assertThat(third.epoch()).isGreaterThan(second.epoch());
    }

    @Test
    default void aZombieCannotWriteAndIsToldWhoCan() {
        var journal = journal();
        var zombie = journal.acquire("s", FIRST);
        journal.append(zombie, event(1));
        journal.release(zombie);
        var holder = journal.acquire("s", SECOND);
        assertThatExceptionOfType(StaleLeaseException.class)
                .isThrownBy(() -> journal.append(zombie, event(2)))
                .withMessageContaining("session s:")
                .withMessageContaining("process 815 on second-machine");
        assertThat(journal.read("s")).hasSize(1);
        assertThatNoException().isThrownBy(() -> journal.append(holder, event(2)));
    }

    @Test
    default void whoLetGoCannotWriteEvenIfNobodyElseTookIt() {
        var journal = journal();
        var lease = journal.acquire("s", FIRST);
        journal.release(lease);
        assertThatExceptionOfType(StaleLeaseException.class)
                .isThrownBy(() -> journal.append(lease, event(1)))
                .withMessageContaining("session s:")
                .withMessageContaining("nobody");
        assertThat(journal.read("s")).isEmpty();
    }

    @Test
    default void aLeaseNobodyGaveIsGoodForNothing() {
        var journal = journal();
        assertThatExceptionOfType(StaleLeaseException.class)
                .isThrownBy(() -> journal.append(new Lease("s", 1, FIRST), event(1)));
        assertThat(journal.read("s")).isEmpty();
    }

    @Test
    default void aZombieCannotLetGoOfWhatOthersHold() {
        var journal = journal();
        var zombie = journal.acquire("s", FIRST);
        journal.release(zombie);
        var holder = journal.acquire("s", SECOND);
        journal.release(zombie);
        assertThat(journal.current("s")).isEqualTo(Optional.of(holder));
    }

    @Test
    default void onlyTheHolderCanRenew() {
        var journal = journal();
        var zombie = journal.acquire("s", FIRST);
        assertThatNoException().isThrownBy(() -> journal.renew(zombie));
        journal.release(zombie);
        assertThatExceptionOfType(StaleLeaseException.class).isThrownBy(() -> journal.renew(zombie));
        journal.acquire("s", SECOND);
        assertThatExceptionOfType(StaleLeaseException.class)
                .isThrownBy(() -> journal.renew(zombie))
                .withMessageContaining("815");
    }

    @Test
    default void sessionsAreHeldOneByOne() {
        var journal = journal();
        var s = journal.acquire("s", FIRST);
        var t = journal.acquire("t", SECOND);
        journal.release(s);
        assertThat(journal.current("t")).contains(t);
        assertThatNoException().isThrownBy(() -> journal.append(t, event(1)));
    }

    @Test
    default void ofManyThatTakeOneSessionExactlyOneGetsIt() throws Exception {
        var journal = journal();
        var taken = SideBySide.run(16, asker -> {
            try {
                return Optional.of(journal.acquire("s", new Holder("machine", asker, Instant.EPOCH)));
            } catch (SessionHeldException e) {
                return Optional.<Lease>empty();
            }
        });
        taken.removeIf(Optional::isEmpty);
        assertThat(taken).hasSize(1);
        assertThat(journal.current("s")).isEqualTo(taken.getFirst());
    }
}
