package dev.longhaul.cli;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.runner.store.SessionStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes what a session may spend. */
@Command(
        name = "raise",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Change what a session may spend: +N adds to a limit, N sets it. A session that stopped for want of it"
                        + " can be resumed then.",
        footer = {"", "Try it:", "  ./agent raise SESSION --budget-usd +5 && ./agent resume SESSION"})
final class RaiseCommand extends IdCommand {

    @Option(names = "--budget-total-tokens", paramLabel = "[+]N", description = "The most context tokens.")
    private @Nullable String totalTokens;

    @Option(names = "--budget-billed-tokens", paramLabel = "[+]N", description = "The most billed tokens.")
    private @Nullable String billedTokens;

    @Option(names = "--budget-usd", paramLabel = "[+]USD", description = "The most dollars.")
    private @Nullable String usd;

    @Option(names = "--budget-time", paramLabel = "[+]DURATION", description = "The most time since the start.")
    private @Nullable String time;

    @Option(names = "--max-compactions", paramLabel = "[+]N", description = "The most compactions.")
    private @Nullable String compactions;

    RaiseCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(SessionStore store, String session) {
        var changes = changes();
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("nothing to raise: give --budget-usd +5, or another limit");
        }
        var done = sessions(store).raise(session, budget -> changed(budget, changes), me());
        return told(done, "raised", "go on with: ./agent resume " + session);
    }

    /** @param amount in the limit's own unit */
    private record Change(boolean adds, long amount) {}

    private Map<Limit, Change> changes() {
        var changes = new EnumMap<Limit, Change>(Limit.class);
        put(changes, Limit.TOTAL_TOKENS, "--budget-total-tokens", totalTokens, Long::parseLong);
        put(changes, Limit.BILLED_TOKENS, "--budget-billed-tokens", billedTokens, Long::parseLong);
        put(changes, Limit.USD, "--budget-usd", usd, text -> Money.parse(text).pico());
        put(changes, Limit.WALL_CLOCK, "--budget-time", time, text -> new DurationConverter()
                .convert(text)
                .toMillis());
        put(changes, Limit.COMPACTIONS, "--max-compactions", compactions, Long::parseLong);
        return changes;
    }

    private static void put(
            Map<Limit, Change> changes,
            Limit limit,
            String option,
            @Nullable String value,
            ToLongFunction<String> reader) {
        if (value == null) {
            return;
        }
        boolean adds = value.startsWith("+");
        try {
            changes.put(limit, new Change(adds, reader.applyAsLong(adds ? value.substring(1) : value)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + value + ": give a whole number, or + and a number", e);
        } catch (IllegalArgumentException | CommandLine.TypeConversionException e) {
            throw new IllegalArgumentException(option + " " + value + ": " + e.getMessage(), e);
        }
    }

    private static Budget changed(Budget budget, Map<Limit, Change> changes) {
        var changed = budget;
        for (var change : changes.entrySet()) {
            changed = changed.with(change.getKey(), limit(budget, change.getKey(), change.getValue()));
        }
        return changed;
    }

    private static long limit(Budget budget, Limit limit, Change change) {
        if (!change.adds()) {
            return change.amount();
        }
        long now = budget.max(limit)
                .orElseThrow(() -> new IllegalArgumentException("the session has no limit of " + limit.words()
                        + " to add to: leave out the + to set one, or leave it unlimited"));
        return Math.addExact(now, change.amount());
    }
}
