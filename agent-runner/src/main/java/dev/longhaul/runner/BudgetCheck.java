package dev.longhaul.runner;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Fit;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.PriceList;
import dev.longhaul.loop.ModelCalls;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** A budget that cannot do what it is for is refused before anything is spent. */
final class BudgetCheck {

    private BudgetCheck() {}

    /**
     * Checks that dollars can be counted and that one call and the wrap-up behind it can be paid for.
     *
     * @throws IllegalArgumentException naming the limit, and the smallest that would do
     */
    static void requireEnough(SessionEvent.Started started, AgentConfig config, ModelCalls models, Instant now) {
        requirePrices(config.budget(), config, now);
        var first = SessionState.of(List.of(new JournalEntry(1, now, started)));
        try {
            models.firstCall(first, now).ifPresent(BudgetCheck::refuse);
        } catch (InterruptedException e) {
            // Whoever wants to stop is heard by the session itself.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Checks that dollars can be counted, if they are limited.
     *
     * @throws IllegalArgumentException naming the model that has no price
     */
    static void requirePrices(Budget budget, AgentConfig config, Instant now) {
        var shared = config.shared();
        boolean inDollars = budget.max(Limit.USD).isPresent()
                || (shared != null && shared.budget().max(Limit.USD).isPresent());
        if (inDollars) {
            requirePrices(config, now);
        }
    }

    /** The same if they are going to be limited. */
    static void requirePrices(AgentConfig config, Instant now) {
        Stream.of(config.model(), config.summariser(), config.prober())
                .forEach(model -> requirePrice(model.name(), config.pricing().list(), now));
    }

    /**
     * Checks that what a model costs can be counted in dollars.
     *
     * @throws IllegalArgumentException if it has no price
     */
    static void requirePrice(String model, PriceList prices, Instant now) {
        if (prices.price(model, LocalDate.ofInstant(now, ZoneOffset.UTC), 0).isEmpty()) {
            throw new IllegalArgumentException("the model " + model
                    + " has no price, so a budget in dollars cannot be kept: add its price, or limit billed tokens"
                    + " instead");
        }
    }

    private static void refuse(Fit.TooDear why) {
        var limit = why.limit();
        throw new IllegalArgumentException("a budget of " + limit.amount(why.max()) + " " + limit.words()
                + (why.left() < why.max() ? ", of which " + limit.amount(why.left()) + " are left," : "")
                + " cannot pay for one call and the wrap-up behind it: the smallest that would is "
                + limit.amount(why.needed()));
    }
}
