package dev.longhaul.compaction;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Ledger;
import dev.longhaul.compaction.retention.Reinjection;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.model.Message;
import java.util.List;

/**
 * What a hook sees at a boundary whose summary can be used. Immutable.
 *
 * @param sessionId the session
 * @param boundary the sizes and the block
 * @param summary the text that will stand for {@code closing}
 * @param closing the context that the summary closes, in order
 * @param pins what stands behind the boundary whatever the summary lost
 * @param keptMessages how many messages at the end of {@code closing} stay behind the summary word for word
 * @param retention what of {@code closing} the summary, the pins and the kept messages still say, and what they lost
 * @param reinjection the lost facts that are put back unless a hook decides otherwise
 * @param finding what the loop breaker found, and what it is about to do
 * @param attempts compactions of this very history so far, this one included
 * @param ledger what was spent, as it will stand if the summary is accepted
 * @param budget what may be spent
 */
public record Checkpoint(
        String sessionId,
        Boundary boundary,
        String summary,
        List<Message> closing,
        List<PinnedText> pins,
        int keptMessages,
        Retention retention,
        Reinjection reinjection,
        Finding finding,
        int attempts,
        Ledger ledger,
        Budget budget) {

    public Checkpoint {
        closing = List.copyOf(closing);
        pins = List.copyOf(pins);
    }
}
