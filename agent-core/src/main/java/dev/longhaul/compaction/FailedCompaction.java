package dev.longhaul.compaction;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Ledger;
import dev.longhaul.model.Message;
import java.util.List;

/**
 * What a hook sees at a boundary whose summary the checkpoint is not going to take: none came, it frees too little, or the
 * loop breaker wants another. Immutable.
 *
 * @param sessionId the session
 * @param boundary the sizes and what came
 * @param why what is wrong, in words
 * @param finding the same as data, and the rung of the ladder that is about to be taken
 * @param planned what follows unless a hook decides otherwise
 * @param attempts compactions of this very history so far, this one included
 * @param closing the context that was to be closed, in order
 * @param ledger what was spent
 * @param budget what may be spent
 */
public record FailedCompaction(
        String sessionId,
        Boundary boundary,
        String why,
        Finding finding,
        Decision planned,
        int attempts,
        List<Message> closing,
        Ledger ledger,
        Budget budget) {

    public FailedCompaction {
        closing = List.copyOf(closing);
    }

    /** Whether the ladder has come to its end: a hook may end the session in another way, but not go on. */
    public boolean isFinal() {
        return finding.rung() == Rung.WRAP_UP || finding.rung() == Rung.STOP;
    }
}
