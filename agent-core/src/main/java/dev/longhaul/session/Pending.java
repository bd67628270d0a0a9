package dev.longhaul.session;

import dev.longhaul.budget.Reservation;
import dev.longhaul.model.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary that was asked for and has not been decided on; a session has at most one. Immutable. */
sealed interface Pending {

    /** What of {@code context} it closes. */
    Cut cut(Context context);

    /**
     * The session does nothing else meanwhile, so its context stays as it is.
     *
     * @param byHand what somebody asked for; null if the policy asks
     */
    record InTurn(Cut cut, SessionEvent.@Nullable CompactionRequested byHand) implements Pending {
        @Override
        public Cut cut(Context context) {
            return cut;
        }
    }

    /**
     * Turns go on meanwhile, behind what is summed up.
     *
     * @param covered the messages that are summed up, the first of the context
     * @param reserved what it is charged if nobody learns what became of it
     */
    record Beside(List<Message> covered, Reservation reserved) implements Pending {

        public Beside {
            covered = List.copyOf(covered);
        }

        @Override
        public Cut cut(Context context) {
            return new Cut(0, covered.size(), context.messages().size());
        }

        /** Whether the context still begins with what is summed up. */
        boolean fits(Context context) {
            return context.messages().size() > covered.size()
                    && context.first(covered.size()).messages().equals(covered);
        }
    }
}
