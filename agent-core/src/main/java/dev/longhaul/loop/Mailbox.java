package dev.longhaul.loop;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Raise;
import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.session.SessionEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes what others have to say to a running session until the session itself comes by; it wakes nobody. Thread-safe.
 *
 * <p>What it takes is recorded: its session looks in before it ends, and the mailbox closes only while it is empty. So a
 * message is either recorded or refused.
 */
public final class Mailbox {

    /** More than anybody says between two steps of a session. */
    private static final int MOST = 1_000;

    private final Queue<SessionEvent> letters = new ArrayDeque<>();
    private boolean closed;

    Mailbox() {}

    /**
     * Leaves a message for the model.
     *
     * @return whether it was taken; false once the session has ended
     * @throws IllegalArgumentException if the text is blank
     * @throws IllegalStateException if 1,000 letters wait already
     */
    public boolean message(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the message is empty: say something, or send none");
        }
        return put(new SessionEvent.MessageReceived(text));
    }

    /**
     * Asks for a compaction. Whether the session's form can do it is for the caller to check: see
     * {@link dev.longhaul.compaction.Compaction#requireByHand}.
     *
     * @param instructions replaces the summarising prompt; null leaves the agent's own
     * @return whether it was taken; false once the session has ended
     * @throws IllegalStateException if 1,000 letters wait already
     */
    public boolean compaction(CompactionRange range, @Nullable String instructions) {
        return put(new SessionEvent.CompactionRequested(range, instructions));
    }

    /**
     * Changes what may be spent.
     *
     * @param who for people
     * @return whether it was taken; false once the session has ended
     */
    public boolean budget(Raise raise, String who) {
        return put(new SessionEvent.BudgetChanged(raise, who));
    }

    /** What may be spent once all that waits is recorded, where {@code now} is what may be spent before. */
    public Budget budgetThen(Budget now) {
        var then = now;
        for (var letter : letters()) {
            then = letter instanceof SessionEvent.BudgetChanged changed
                    ? changed.raise().applyTo(then)
                    : then;
        }
        return then;
    }

    /**
     * Leaves letters that came by post; they are recorded together. Once the session has ended they are not taken.
     *
     * @param last the number of the last of them
     */
    public synchronized void deliver(List<SessionEvent> post, long last) {
        if (!closed) {
            letters.addAll(post);
            letters.add(new SessionEvent.LettersTaken(last));
        }
    }

    private synchronized boolean put(SessionEvent letter) {
        if (!closed && letters.size() >= MOST) {
            throw new IllegalStateException(
                    "%,d letters wait for the session already: send more once it has read them".formatted(MOST));
        }
        return !closed && letters.add(letter);
    }

    /** What waits, in order; it stays here until it is {@link #recorded}. */
    synchronized List<SessionEvent> letters() {
        return List.copyOf(letters);
    }

    synchronized void recorded(int count) {
        for (int i = 0; i < count; i++) {
            letters.remove();
        }
    }

    /** How many messages wait. */
    synchronized int messages() {
        return (int) letters.stream()
                .filter(SessionEvent.MessageReceived.class::isInstance)
                .count();
    }

    /** Takes nothing more. */
    synchronized void close() {
        closed = true;
    }

    /** Closes unless something waits; says whether nothing does. */
    synchronized boolean closedEmpty() {
        closed |= letters.isEmpty();
        return letters.isEmpty();
    }
}
