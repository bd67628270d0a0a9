package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.PriceList;
import dev.longhaul.budget.Raise;
import dev.longhaul.compaction.Boundary;
import dev.longhaul.loop.Session;
import dev.longhaul.runner.prices.PriceFiles;
import dev.longhaul.runner.store.SessionStore;
import dev.longhaul.session.Ending;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.Lease;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionHeldException;
import dev.longhaul.session.SessionState;
import dev.longhaul.tool.ApprovalAnswer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people and services do to the sessions in a store, whoever runs them, or nobody. A session that runs is left a letter,
 * which it takes out within about a second; one that nobody runs is changed at once. Thread-safe.
 *
 * <p>Every method may throw {@link dev.longhaul.runner.store.StoreException}, and {@link NoSuchElementException} if there is no
 * such session.
 */
public final class Sessions {

    private final SessionStore store;
    private final InstantSource clock;
    private final PriceList prices;
    private final ThisProcess process = new ThisProcess();

    /** With the prices that come with the library. */
    public Sessions(SessionStore store, InstantSource clock) {
        this(store, clock, PriceFiles.shipped());
    }

    /** @param prices those of the runners of these sessions: {@link AgentRunnerBuilder#prices} */
    public Sessions(SessionStore store, InstantSource clock, PriceList prices) {
        this.store = store;
        this.clock = clock;
        this.prices = prices;
    }

    /** Whether what was asked for is done, or left for the process that runs the session. */
    public enum Done {
        NOW,
        LEFT_FOR_ITS_PROCESS
    }

    /** Where a session stands, by its journal. */
    public SessionState state(String sessionId) {
        requireThere(sessionId);
        return SessionState.of(() -> store.stream(sessionId, 0).iterator());
    }

    /**
     * Says something to the model of a session; it is heard at the next safe point, or when the session is taken up.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    public Done send(String sessionId, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the message is empty: say something, or send none");
        }
        return tell(sessionId, state -> List.of(new SessionEvent.MessageReceived(text)));
    }

    /**
     * Changes what a session may spend. One that stopped for want of it can be resumed then.
     *
     * @param who for people
     * @throws IllegalArgumentException if it adds where there is no limit, limits dollars and the model has no price, or is a
     *     sub-agent's, whose budget is a part of its caller's
     */
    public Done raise(String sessionId, Raise raise, String who) {
        return tell(sessionId, state -> {
            ParentCheck.requireOwnBudget(state.start());
            if (raise.limits(Limit.USD)) {
                BudgetCheck.requirePrice(state.start().settings().model(), prices, clock.instant());
            }
            raise.requireFor(budgetThen(state));
            return List.of(new SessionEvent.BudgetChanged(raise, who));
        });
    }

    /** What a session may spend once it has taken out what waits for it. */
    private Budget budgetThen(SessionState state) {
        var then = state.budget();
        for (var letter : store.letters(state.start().sessionId(), state.lettersTaken())) {
            then = letter.event() instanceof SessionEvent.BudgetChanged changed
                    ? changed.raise().applyTo(then)
                    : then;
        }
        return then;
    }

    /**
     * Ends a session as cancelled: one that runs, whose process died, or that waits for a person.
     *
     * @throws IllegalStateException if it has ended otherwise
     */
    public Done cancel(String sessionId, String reason) {
        var ended = new SessionEvent.Ended(new Ending(Ending.Kind.CANCELLED, "cancelled", reason));
        return tell(
                sessionId,
                state -> open(state, List.of(ended)),
                state -> open(state, List.of(new SessionEvent.CancelRequested(reason))));
    }

    private static List<SessionEvent> open(SessionState state, List<SessionEvent> events) {
        state.ending().filter(end -> end.kind() != Ending.Kind.SUSPENDED).ifPresent(end -> {
            throw new IllegalStateException("session " + state.start().sessionId() + " has ended already: "
                    + end.kind().name().toLowerCase(Locale.ROOT));
        });
        return events;
    }

    /**
     * Lets calls run that wait for a person. A session that is suspended for them goes on when it is resumed.
     *
     * @param callId null for all that wait
     * @param who for people
     * @throws IllegalArgumentException if no such call waits; names those that do
     */
    public Done approve(String sessionId, @Nullable String callId, String who) {
        return approve(sessionId, callId, "", who);
    }

    /**
     * The same with a reason.
     *
     * @param reason for people; empty for none
     */
    public Done approve(String sessionId, @Nullable String callId, String reason, String who) {
        return decide(sessionId, callId, new ApprovalAnswer(true, reason, who));
    }

    /**
     * Keeps calls from running that wait for a person. The model is told, and goes on when the session does.
     *
     * @param callId null for all that wait
     * @param reason the model reads it; empty for none
     * @param who for people
     * @throws IllegalArgumentException if no such call waits; names those that do
     */
    public Done deny(String sessionId, @Nullable String callId, String reason, String who) {
        return decide(sessionId, callId, new ApprovalAnswer(false, reason, who));
    }

    private Done decide(String sessionId, @Nullable String callId, ApprovalAnswer answer) {
        return tell(sessionId, state -> Awaited.given(state, callId, answer));
    }

    private Done tell(String sessionId, Function<SessionState, List<SessionEvent>> events) {
        return tell(sessionId, events, events);
    }

    /**
     * A session that is held gets letters.
     *
     * @param events what is recorded of one that nobody runs
     * @param letters what one that runs is told
     */
    private Done tell(
            String sessionId,
            Function<SessionState, List<SessionEvent>> events,
            Function<SessionState, List<SessionEvent>> letters) {
        requireThere(sessionId);
        try {
            held(sessionId, (session, lease) -> {
                session.note(Postman.leftBefore(store, session, Long.MAX_VALUE));
                session.note(events.apply(session.state()));
            });
            return Done.NOW;
        } catch (SessionHeldException running) {
            letters.apply(state(sessionId)).forEach(letter -> store.post(sessionId, letter));
            return Done.LEFT_FOR_ITS_PROCESS;
        }
    }

    /**
     * The boundaries at which a session can be rewound, in order; those that a rewind left behind are not among them.
     *
     * @return the sequence numbers of the events that closed them: the first is checkpoint 1
     */
    public List<Checkpoint> checkpoints(String sessionId) {
        requireThere(sessionId);
        var found = new ArrayList<Checkpoint>();
        store.stream(sessionId, 0).forEach(entry -> {
            if (entry.event() instanceof SessionEvent.Rewound back) {
                found.removeIf(checkpoint -> checkpoint.seq() > back.to());
            } else if (entry.event() instanceof SessionEvent.CheckpointHeld held && held.closes()) {
                found.add(new Checkpoint(found.size() + 1, entry.seq(), held.boundary()));
            }
        });
        return found;
    }

    /**
     * A boundary to go back to.
     *
     * @param number counted from 1
     * @param seq the event that closed it
     */
    public record Checkpoint(int number, long seq, Boundary boundary) {}

    /**
     * Takes a session back to where it stood behind event {@code to}. What came since stays in the journal, and paid for.
     *
     * @throws IllegalArgumentException if it has no such event, or that one is its last
     * @throws SessionHeldException if somebody runs it
     */
    public void rewind(String sessionId, long to, String who) {
        rewind(sessionId, to, who, () -> {});
    }

    /**
     * The same, and something else with it: files that are to go back, too.
     *
     * @param first is done before, while nobody can run the session; if it throws, the session stays where it is
     */
    public void rewind(String sessionId, long to, String who, Runnable first) {
        requireThere(sessionId);
        held(sessionId, (session, lease) -> {
            requireBehind(sessionId, to, session.state().seq() - 1);
            first.run();
            session.note(new ChildAccounts(store).heard(session.state()));
            var back = new SessionEvent.Rewound(to, who);
            store.append(lease, List.of(new JournalEntry(session.state().seq() + 1, clock.instant(), back)));
        });
    }

    private static void requireBehind(String sessionId, long at, long last) {
        if (at < 1 || at > last) {
            throw new IllegalArgumentException("session %s has no event %,d to go back to: give a number from 1 to %,d"
                    .formatted(sessionId, at, last));
        }
    }

    /**
     * Begins another session that stands where this one stood behind event {@code at}, its costs included. The first goes on
     * as if nothing had happened. What its agent keeps in {@link dev.longhaul.runner.store.AgentHome#filesOf} is copied as it is now.
     *
     * @param newId of the new session, which nobody runs yet
     * @throws IllegalArgumentException if there is no such event, or the new id cannot be used or is in use
     */
    public void fork(String sessionId, long at, String newId, String who) {
        requireThere(sessionId);
        SessionIds.requireUsable(newId);
        long last = store.find(sessionId).orElseThrow().events();
        requireBehind(sessionId, at, last);
        var lease = store.acquire(newId, process.holder(clock));
        try {
            requireUnused(newId);
            store.withCopiedFiles(
                    sessionId,
                    newId,
                    () -> store.append(lease, forked(store.stream(sessionId, 0).limit(at), sessionId, at, newId, who)));
        } finally {
            store.release(lease);
        }
    }

    private void requireUnused(String newId) {
        if (store.find(newId).isPresent()) {
            throw new IllegalArgumentException("there is a session " + newId + " already: give the new one another id");
        }
    }

    /** All at once: a part of a fork would be a session nobody asked for. */
    private List<JournalEntry> forked(
            Stream<JournalEntry> entries, String sessionId, long at, String newId, String who) {
        var all = new ArrayList<JournalEntry>();
        entries.forEach(entry -> all.add(
                entry.event() instanceof SessionEvent.Started start
                        ? new JournalEntry(entry.seq(), entry.at(), start.named(newId))
                        : entry));
        var behind = new ArrayList<>(new ChildAccounts(store).heard(SessionState.of(all)));
        behind.add(new SessionEvent.Forked(sessionId, at, who));
        behind.forEach(event -> all.add(new JournalEntry(all.size() + 1, clock.instant(), event)));
        return all;
    }

    private void held(String sessionId, BiConsumer<Session, Lease> work) {
        var lease = store.acquire(sessionId, process.holder(clock));
        try {
            work.accept(Session.resume(store, lease, clock, (entry, state) -> {}, sessionId), lease);
        } finally {
            store.release(lease);
        }
    }

    private void requireThere(String sessionId) {
        if (store.find(sessionId).isEmpty()) {
            throw new NoSuchElementException(
                    "there is no session " + sessionId + ": look at the list of those there are");
        }
    }
}
