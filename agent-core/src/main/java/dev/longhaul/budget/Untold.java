package dev.longhaul.budget;

import dev.longhaul.model.Block;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;

/** Replies that do not tell all of what they cost. What is missing is charged at worst. Pure. */
final class Untold {

    private Untold() {}

    /**
     * Whether a part of the cost may be missing: there is no usage at all, a compaction ran and has no entry (wire spec
     * §1.5), or an entry came without its cache fields and nothing says what they were (§2.2).
     */
    static boolean isPossible(ModelReply reply) {
        var usage = reply.usage();
        return usage.isPartial() || isUsageMissing(usage) || isCompactionMissing(reply);
    }

    /** An entry of zeros tells that no call could be made (wire spec §2.3); no entry tells nothing. */
    private static boolean isUsageMissing(ReplyUsage usage) {
        return usage.iterations().isEmpty() && usage.reported().total() == 0;
    }

    private static boolean isCompactionMissing(ModelReply reply) {
        boolean compacted =
                reply.message().blocks(Block.Compaction.class).findAny().isPresent();
        return compacted && reply.usage().iterations().stream().noneMatch(i -> i.kind() == ReplyUsage.Kind.COMPACTION);
    }

    /** What was set aside and is not accounted for; of a partial reply the prompts only, for its output is told. */
    static Charge rest(ReplyUsage usage, Settlement settled, Reservation reserved) {
        var told = settled.parts().stream().map(part -> part.spent().usage()).reduce(Usage.NONE, Usage::plus);
        if (usage.isPartial()) {
            long prompts = usage.iterations().size() * reserved.call().longestPrompt();
            long hidden = Math.max(0, prompts - told.prompt());
            return new Charge(hidden, reserved.price().worst(hidden, 0));
        }
        var worst = reserved.worst();
        return new Charge(
                Math.max(0, worst.tokens() - told.total()),
                worst.usd().minus(settled.usd()).max(Money.ZERO));
    }
}
