package dev.longhaul.loop;

import dev.longhaul.session.AgentSettings;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.NotResumableException;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionJournal;
import dev.longhaul.session.SessionListener;
import dev.longhaul.session.SessionState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session being run: its journal and the state folded from it. Used by one thread, its mailbox aside. */
public final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final SessionJournal journal;
    private final Lease lease;
    private final InstantSource clock;
    private final SessionListener listener;
    private final Mailbox mailbox = new Mailbox();
    private final Purse purse = new Purse(this::record);
    /** Written by the session's thread; a call beside the work may look at what was spent meanwhile. */
    private volatile SessionState state;

    private Session(
            SessionJournal journal, Lease lease, InstantSource clock, SessionListener listener, SessionState state) {
        this.journal = journal;
        this.lease = lease;
        this.clock = clock;
        this.listener = listener;
        this.state = state;
    }

    /**
     * Begins a session: its first event is recorded when this returns.
     *
     * @param lease on the session that {@code start} names; letting it go is up to the caller
     * @throws dev.longhaul.session.JournalConflictException if its id is in use
     */
    public static Session begin(
            SessionJournal journal,
            Lease lease,
            InstantSource clock,
            SessionListener listener,
            SessionEvent.Started start) {
        var first = new JournalEntry(1, clock.instant(), start);
        journal.append(lease, List.of(first));
        var session = new Session(journal, lease, clock, listener, SessionState.of(List.of(first)));
        session.tell(List.of(first), List.of(session.state));
        return session;
    }

    /**
     * Goes on with a session where its journal ends. A call that was under way may have been billed and is charged at its
     * worst; it is made again.
     *
     * @param lease on the session that {@code sessionId} names; letting it go is up to the caller
     * @throws IllegalArgumentException if there is no such session
     */
    public static Session resume(
            SessionJournal journal, Lease lease, InstantSource clock, SessionListener listener, String sessionId) {
        var session = new Session(journal, lease, clock, listener, SessionState.of(() -> journal.stream(sessionId, 0)
                .iterator()));
        session.note(session.state.lostCall().stream().toList());
        return session;
    }

    /**
     * Takes up a session that had ended or whose process died; recorded when this returns.
     *
     * @param settings the agent's of now; the budget stays the session's own
     * @param who for people
     * @throws NotResumableException if it has completed, its budget is spent, or what it was compacted to is nothing that
     *     an agent with these settings can send; nothing is recorded then
     */
    public void goOn(AgentSettings settings, String who) {
        state.refusal(settings).ifPresent(why -> {
            throw new NotResumableException("session " + id() + " cannot be gone on with: " + why);
        });
        var before = state.start().settings();
        var now = settings.with(before.budget());
        record(new SessionEvent.Resumed(who, now.equals(before) ? null : now, before.differencesOf(now)));
    }

    /**
     * Records what somebody did to a session that nobody runs: the caller holds its lease and runs no loop on it. No time
     * passes for it.
     *
     * @param events in order; recorded together when this returns
     */
    public void note(List<? extends SessionEvent> events) {
        if (!events.isEmpty()) {
            record(events, state.time().until());
        }
    }

    public SessionState state() {
        return state;
    }

    /** Where others leave what they have to say to it; any thread may. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** Where its money is decided about; any thread may. */
    Purse purse() {
        return purse;
    }

    public String id() {
        return state.start().sessionId();
    }

    Instant now() {
        return clock.instant();
    }

    /** Records events, and with them every edge of the budget they lead over. Nothing is decided before they are durable. */
    void record(List<? extends SessionEvent> events) {
        record(events, clock.instant());
    }

    /** @param ran the last moment in which the session ran */
    private void record(List<? extends SessionEvent> events, Instant ran) {
        var entries = new ArrayList<JournalEntry>();
        var states = new ArrayList<SessionState>();
        var latest = state;
        var now = clock.instant();
        for (var event : events) {
            latest = add(event, now, latest, entries, states);
        }
        for (var crossing : latest.newCrossings(ran)) {
            latest = add(new SessionEvent.LimitCrossed(crossing), now, latest, entries, states);
        }
        if (!entries.isEmpty()) {
            journal.append(lease, entries);
            state = latest;
            tell(entries, states);
        }
    }

    /** Whether time alone has led over an edge of the budget by now; that is recorded then. */
    boolean hasRunOut() {
        long before = state.seq();
        record(List.of());
        return state.seq() > before;
    }

    void record(SessionEvent event) {
        record(List.of(event));
    }

    /** Records what waits in the mailbox, in order. A journal that refuses leaves it there. */
    void hear() {
        var letters = mailbox.letters();
        if (!letters.isEmpty()) {
            record(letters);
            mailbox.recorded(letters.size());
        }
    }

    private static SessionState add(
            SessionEvent event,
            Instant now,
            SessionState before,
            List<JournalEntry> entries,
            List<SessionState> states) {
        var entry = new JournalEntry(before.seq() + 1, now, event);
        var after = before.after(entry);
        entries.add(entry);
        states.add(after);
        return after;
    }

    private void tell(List<JournalEntry> entries, List<SessionState> states) {
        for (int i = 0; i < entries.size(); i++) {
            try {
                listener.on(entries.get(i), states.get(i));
            } catch (RuntimeException e) {
                LOG.warn(
                        "A listener of session {} failed on {}",
                        id(),
                        entries.get(i).event(),
                        e);
            }
        }
    }
}
