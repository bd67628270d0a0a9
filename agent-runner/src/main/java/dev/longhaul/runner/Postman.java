package dev.longhaul.runner;

import dev.longhaul.loop.Session;
import dev.longhaul.session.Letter;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionPost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings running sessions what other processes left for them. Thread-safe. */
final class Postman implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private final SessionPost post;
    private final Set<RunningSession> running;
    private final ConcurrentHashMap<RunningSession, Long> brought = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("letters").factory());
    private final ScheduledFuture<?> rounds;

    Postman(SessionPost post, Set<RunningSession> running, Duration every) {
        this.post = post;
        this.running = running;
        this.rounds =
                timer.scheduleWithFixedDelay(this::round, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * What a session that is taken up finds waiting, up to the letter of this number. Whoever takes it up knows better than a
     * letter that wanted it stopped before.
     */
    static List<SessionEvent> leftBefore(SessionPost post, Session session, long upTo) {
        var letters = post.letters(session.id(), session.state().lettersTaken()).stream()
                .filter(letter -> letter.number() <= upTo)
                .toList();
        var events = new ArrayList<SessionEvent>();
        for (var letter : letters) {
            if (!(letter.event() instanceof SessionEvent.CancelRequested)) {
                events.add(letter.event());
            }
        }
        if (!letters.isEmpty()) {
            events.add(new SessionEvent.LettersTaken(letters.getLast().number()));
        }
        return events;
    }

    /** The number of the last letter that waits; 0 for none. */
    static long last(SessionPost post, String sessionId) {
        return post.letters(sessionId, 0).stream()
                .mapToLong(Letter::number)
                .max()
                .orElse(0);
    }

    /** A round that fails must not be the last. */
    private void round() {
        brought.keySet().retainAll(running);
        for (var session : running) {
            try {
                visit(session);
            } catch (RuntimeException e) {
                LOG.warn("Letters to session {} could not be brought now", session.id(), e);
            }
        }
    }

    private void visit(RunningSession session) {
        long taken = session.lettersTaken();
        long last = Math.max(taken, brought.getOrDefault(session, 0L));
        var letters = post.letters(session.id(), last);
        if (!letters.isEmpty()) {
            session.bring(letters);
            brought.put(session, letters.getLast().number());
        } else if (taken > 0 && taken == last && brought.remove(session) != null) {
            post.forget(session.id(), taken);
        }
    }

    @Override
    public void close() {
        rounds.cancel(false);
        timer.shutdownNow();
    }
}
