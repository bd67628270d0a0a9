package dev.longhaul.runner.store;

import dev.longhaul.session.Holder;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.Letter;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionLease;
import dev.longhaul.session.SessionPost;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions outlive their process: their journals, who runs them, and what is there. Thread-safe; any number of processes
 * may have the same store open. Open one with the service and close it after the runners that use it.
 *
 * <pre>{@code
 * try (var store = SessionStore.open(AgentHome.fromEnvironment(System.getenv()));
 *         var runner = AgentRunner.builder().model(model).journal(store).build()) {
 *     runner.start("Work through the queue until it is empty").await();
 * }
 * }</pre>
 *
 * <p>Every method may throw {@link StoreException}. {@code docs/durability.md} says what is promised.
 */
public final class SessionStore implements SessionJournal, SessionLease, SessionPost, AutoCloseable {

    /** How long a lease in PostgreSQL is good without a sign of life. */
    public static final Duration LEASE_TIME = Duration.ofSeconds(30);

    private final Database database;
    private final GroupCommitter committer;
    private final EventRows events;
    private final JdbcJournal journal;
    private final HolderWatch watch;
    private final JdbcLeases leases;
    private final Letters letters;
    private final Deletion deletion;
    private final @Nullable Garbage garbage;
    private final @Nullable Heartbeat heartbeat;
    private final @Nullable AgentHome home;

    private SessionStore(
            @Nullable AgentHome home,
            Reserve reserve,
            Database database,
            @Nullable BlobFolder blobs,
            HolderWatch watch,
            @Nullable Duration heartbeat,
            Redactor redactor) {
        this.home = home;
        this.database = database;
        this.watch = watch;
        this.committer = new GroupCommitter(database);
        this.events = new EventRows(blobs);
        this.journal = new JdbcJournal(database, committer, events, redactor);
        this.leases = new JdbcLeases(database, committer, watch);
        this.letters = new Letters(database, committer, redactor);
        this.garbage = blobs == null ? null : new Garbage(committer, blobs);
        this.deletion = new Deletion(committer, new SessionRows(database.dialect()), events, leases, garbage, reserve);
        this.heartbeat = heartbeat == null ? null : new Heartbeat(leases, heartbeat);
    }

    /**
     * Opens the store of one machine: SQLite in this folder, which is made if it is not there. Values of variables that are
     * named like secrets are masked.
     *
     * @throws IllegalArgumentException if the folder cannot be written to
     * @throws JournalFormatException if a newer version of Longhaul wrote it
     */
    public static SessionStore open(AgentHome home) {
        return open(home, Redactor.usual());
    }

    /** The same with a redactor of one's own. */
    public static SessionStore open(AgentHome home, Redactor redactor) {
        home.create();
        var reserve = Reserve.in(home);
        var store = reserve.lendForAMoment(() -> upToDate(home, reserve, redactor));
        reserve.keep();
        return store;
    }

    private static SessionStore upToDate(AgentHome home, Reserve reserve, Redactor redactor) {
        var database = new SqliteDatabase(home);
        new Tables(database).bringUpToDate();
        database.hold();
        return on(home, reserve, database, redactor);
    }

    /**
     * Opens the store of one machine to list, read, export and verify what is in it, also where the folder cannot be written to. What
     * writes is refused there.
     *
     * @throws IllegalArgumentException if there is no journal
     * @throws StoreException if it has a log beside it that cannot be shared where nothing can be written
     * @throws JournalFormatException if a newer version of Longhaul wrote it
     */
    public static SessionStore openToRead(AgentHome home) {
        if (home.isWritable()) {
            return open(home);
        }
        home.requireJournal();
        var database = new ReadOnlySqlite(home);
        new Tables(database).requireUpToDate();
        return on(home, Reserve.none(), database, Redactor.usual());
    }

    private static SessionStore on(AgentHome home, Reserve reserve, Database database, Redactor redactor) {
        return new SessionStore(
                home, reserve, database, new BlobFolder(home.blobs()), new LockedHolders(home.locks()), null, redactor);
    }

    /**
     * Opens a store that many machines share, in PostgreSQL. Tables named {@code agent_...} are made in the schema that the
     * connections are in. The clocks of the machines should not be apart by more than a small part of {@link #LEASE_TIME}.
     *
     * @throws JournalFormatException if a newer version of Longhaul wrote it
     */
    public static SessionStore postgres(DataSource source) {
        return postgres(source, Redactor.usual(), InstantSource.system(), LEASE_TIME);
    }

    /**
     * The same, told in full.
     *
     * @param leaseTime how long a process may be silent before its sessions can be taken; it gives a sign of life three times
     *     as often
     */
    public static SessionStore postgres(DataSource source, Redactor redactor, InstantSource clock, Duration leaseTime) {
        var database = new PostgresDatabase(source);
        new Tables(database).bringUpToDate();
        return new SessionStore(
                null,
                Reserve.none(),
                database,
                null,
                new TimedHolders(clock, leaseTime),
                leaseTime.dividedBy(3),
                redactor);
    }

    static NoSuchElementException noSuchSession(String sessionId) {
        return new NoSuchElementException("there is no session " + sessionId + ": look at the list of those there are");
    }

    @Override
    public void append(Lease lease, List<JournalEntry> entries) {
        journal.append(lease, entries);
    }

    /**
     * {@inheritDoc}
     *
     * @throws DamagedJournalException when it comes to an event whose payload is not what was written
     * @throws JournalFormatException when it comes to an event of a newer format
     */
    @Override
    public Stream<JournalEntry> stream(String sessionId, long afterSeq) {
        return journal.stream(sessionId, afterSeq);
    }

    @Override
    public Lease acquire(String sessionId, Holder holder) {
        return leases.acquire(sessionId, holder);
    }

    @Override
    public void renew(Lease lease) {
        leases.renew(lease);
    }

    @Override
    public void release(Lease lease) {
        leases.release(lease);
    }

    @Override
    public Optional<Lease> current(String sessionId) {
        return leases.current(sessionId);
    }

    @Override
    public long post(String sessionId, SessionEvent letter) {
        return letters.post(sessionId, letter);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnreadableLetterException if one was changed, or written by a newer version
     */
    @Override
    public List<Letter> letters(String sessionId, long after) {
        return letters.letters(sessionId, after);
    }

    @Override
    public void forget(String sessionId, long upTo) {
        letters.forget(sessionId, upTo);
    }

    /** All sessions, the one that was written last at the head. Reads no journal. */
    public List<SessionSummary> list() {
        return new Catalogue(database, leases).all();
    }

    /** One session as lists show it. */
    public Optional<SessionSummary> find(String sessionId) {
        return new Catalogue(database, leases).find(sessionId);
    }

    /**
     * Deletes a session with its sub-agents, the files that only they need, and those their agents kept ({@link AgentHome#filesOf}).
     * The ids may be used again.
     * Works on a full disk too, as long as the reserve of 2 MB that is kept for it is not used up.
     *
     * @throws NoSuchElementException if there is none
     * @throws IllegalArgumentException if it is a sub-agent of a session that is there
     * @throws dev.longhaul.session.SessionHeldException if somebody runs it; nothing is deleted
     */
    public void delete(String sessionId) {
        var gone = deletion.delete(sessionId);
        if (home != null) {
            gone.forEach(id -> SessionFiles.delete(home.pathOf(id)));
        }
    }

    /**
     * Begins a session with a copy of the files that another's agent keeps ({@link AgentHome#filesOf}), as they are now: databases of
     * SQLite ({@code .db}, {@code .sqlite}) as of one moment. The copy is on the disk before {@code begin} runs, and goes again if that
     * fails. Where the store has no folder, nothing is copied.
     *
     * @param begin records the new session, whose lease the caller holds
     * @throws IllegalArgumentException if there are files of the new id, and no such session
     * @throws java.io.UncheckedIOException if the files cannot be copied
     */
    public void withCopiedFiles(String sessionId, String newId, Runnable begin) {
        if (home == null) {
            begin.run();
            return;
        }
        boolean isCopied = SessionFiles.copy(home.pathOf(sessionId), home.pathOf(newId));
        try {
            begin.run();
        } catch (RuntimeException e) {
            if (isCopied) {
                SessionFiles.delete(home.pathOf(newId));
            }
            throw e;
        }
    }

    /** Removes the files that were made for a session which then did not begin. Leaves those of one that did, or that somebody holds. */
    public void discardFiles(String sessionId) {
        if (home != null && find(sessionId).isEmpty() && current(sessionId).isEmpty()) {
            SessionFiles.delete(home.pathOf(sessionId));
        }
    }

    /**
     * Writes a journal as lines of JSON, one for each event; {@code docs/journal-format.md} describes them.
     *
     * @return how many lines
     * @throws NoSuchElementException if there is no such session
     * @throws DamagedJournalException when it comes to an event that is not what was written
     * @throws IOException if {@code out} throws it
     */
    public long export(String sessionId, Appendable out) throws IOException {
        long lines = new Exporter(database, events).export(sessionId, out);
        if (lines == 0) {
            throw noSuchSession(sessionId);
        }
        return lines;
    }

    /**
     * Checks a journal against its hashes, from the first event on, what lists show of the session against its journal, and whether what
     * was left for it can be read.
     *
     * @throws NoSuchElementException if there is no such session
     */
    public Verification verify(String sessionId) {
        var listed = find(sessionId);
        var found = new Verifier(database, events, sessionId).verify();
        return found instanceof Verification.Sound sound
                ? listedWrongly(listed, sound)
                        .or(() -> letterUnreadable(sessionId, sound))
                        .orElse(sound)
                : found;
    }

    /** Of a session that goes on meanwhile, what was listed is not of this end. */
    private Optional<Verification> listedWrongly(Optional<SessionSummary> listed, Verification.Sound sound) {
        return listed.filter(row -> row.events() == sound.events())
                .map(row -> new ListCheck().differences(row, this))
                .filter(what -> !what.isEmpty())
                .map(what -> new Verification.ListedWrongly(sound.events(), what));
    }

    private Optional<Verification> letterUnreadable(String sessionId, Verification.Sound sound) {
        try {
            letters.letters(sessionId, 0);
            return Optional.empty();
        } catch (UnreadableLetterException e) {
            return Optional.of(
                    new Verification.LetterUnreadable(sound.events(), e.number(), String.valueOf(e.getMessage())));
        }
    }

    /**
     * Removes files that a process left which died while writing them. They do no harm but take space.
     *
     * @return how many
     */
    public int sweep() {
        return garbage == null ? 0 : garbage.sweep();
    }

    /** Transactions made durable since this was opened: fewer than appends when many sessions write at once. */
    public long commits() {
        return committer.commits();
    }

    /** For tests of what is committed together, and of what is beneath. */
    GroupCommitter committer() {
        return committer;
    }

    /** Lets go of the sessions held here and returns when all that was appended is durable. */
    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
        leases.releaseAll();
        committer.close();
        watch.close();
        database.close();
    }
}
