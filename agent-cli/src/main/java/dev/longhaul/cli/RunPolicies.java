package dev.longhaul.cli;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.compaction.Compaction;
import dev.longhaul.compaction.CompactionForm;
import org.jspecify.annotations.Nullable;

/** What the options of a run say about its compaction and its budget. Pure. */
record RunPolicies(RunOptions options) {

    /** No model's context holds more; a larger trigger is a slip of the pen. */
    private static final long LARGEST_TRIGGER = 1_000_000_000;

    Compaction compaction() {
        var at = options.compactAt;
        var instructions = options.compactionInstructions;
        if (options.compaction == CompactionForm.OFF) {
            if (at != null || instructions != null) {
                throw new IllegalArgumentException(
                        "--compaction off does not go with --compact-at or --compaction-instructions: leave one out");
            }
            return Compaction.off();
        }
        var policy = at == null ? at(Compaction.DEFAULT_TRIGGER) : Given.to("--compact-at", at, () -> at(at));
        return instructions == null
                ? policy
                : Given.to("--compaction-instructions", instructions, () -> policy.instructions(instructions));
    }

    private Compaction at(long trigger) {
        if (trigger > LARGEST_TRIGGER) {
            throw new IllegalArgumentException("no context is so large: give at most %,d".formatted(LARGEST_TRIGGER));
        }
        return switch (options.compaction) {
            case ON_DEMAND -> Compaction.onDemand(trigger);
            case CLIENT -> Compaction.clientSide(trigger);
            case null -> Compaction.at(trigger);
            default -> Compaction.at(trigger).in(options.compaction);
        };
    }

    Budget budget() {
        var budget = Budget.unlimited();
        budget = limited(budget, "--budget-total-tokens", Limit.TOTAL_TOKENS, options.totalTokens);
        budget = limited(budget, "--budget-billed-tokens", Limit.BILLED_TOKENS, options.billedTokens);
        budget = limited(
                budget,
                "--max-compactions",
                Limit.COMPACTIONS,
                options.maxCompactions == null ? null : options.maxCompactions.longValue());
        budget = options.time == null ? budget : budget.within(options.time);
        budget = inDollars(budget);
        budget = options.suspendOnLimit ? budget.onLimit(Budget.OnLimit.SUSPEND) : budget;
        return wrappedUp(budget);
    }

    private static Budget limited(Budget budget, String option, Limit limit, @Nullable Long max) {
        return max == null ? budget : Given.to(option, max, () -> budget.with(limit, max));
    }

    private Budget inDollars(Budget budget) {
        var usd = options.usd;
        return usd == null ? budget : Given.to("--budget-usd", usd, () -> budget.dollars(Money.parse(usd)));
    }

    private Budget wrappedUp(Budget budget) {
        var share = options.wrapUpAt;
        if (share != null && !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "--wrap-up-at " + share + ": give a share of the limit, above 0 and at most 1");
        }
        return share == null ? budget : budget.wrapUpAt(share);
    }
}
