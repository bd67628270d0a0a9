package dev.longhaul.session;

import dev.longhaul.compaction.retention.ReinjectionHistory;
import dev.longhaul.model.Message;

/**
 * What summaries lost over a session, and what became of what was put back. Immutable.
 *
 * @param facts which facts were put back how often, and whether they were used
 * @param lost facts worth keeping that accepted summaries lost, over all boundaries
 * @param reinjected of these, put back
 */
public record Memory(ReinjectionHistory facts, long lost, long reinjected) {

    public static final Memory NONE = new Memory(ReinjectionHistory.NONE, 0, 0);

    Memory accepted(SessionEvent.Inspected inspected) {
        var back = inspected.reinjected().facts();
        return new Memory(facts.reinjected(back), lost + inspected.lost(), reinjected + back.size());
    }

    Memory replied(Message message) {
        var used = facts.replied(message);
        return used.equals(facts) ? this : new Memory(used, lost, reinjected);
    }
}
