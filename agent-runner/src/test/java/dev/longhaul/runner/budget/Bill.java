package dev.longhaul.runner.budget;

import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.PriceList;
import dev.longhaul.emulator.BillingLedger;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.MessagesEmulator;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import dev.longhaul.runner.prices.PriceFiles;
import java.time.LocalDate;
import java.util.function.Predicate;

/** What the provider says it billed, reckoned without any of the client's own books. */
record Bill(long tokens, Money usd, long calls, Usage delivered) {

    private static final PriceList PRICES = PriceFiles.shipped();

    static Bill of(MessagesEmulator server, String model, LocalDate day) {
        var entries = server.ledger().entries();
        var usd = entries.stream()
                .map(entry -> PRICES.cost(model, day, ReplyUsage.of(usage(entry.tokens())))
                        .known())
                .reduce(Money.ZERO, Money::plus);
        long calls = server.requests().stream()
                .filter(request -> request.path().endsWith("/v1/messages"))
                .count();
        return new Bill(sum(server, entry -> true).total(), usd, calls, sum(server, BillingLedger.Entry::delivered));
    }

    private static Usage sum(MessagesEmulator server, Predicate<BillingLedger.Entry> which) {
        return server.ledger().entries().stream()
                .filter(which)
                .map(entry -> usage(entry.tokens()))
                .reduce(Usage.NONE, Usage::plus);
    }

    private static Usage usage(Totals tokens) {
        return new Usage(
                tokens.input(), tokens.output(), tokens.cacheWrite5m(), tokens.cacheWrite1h(), tokens.cacheRead());
    }

    /** What was used up of a limit; total tokens are the client's notion, so the provider has no word on them. */
    long of(Limit limit, long totalTokens) {
        return switch (limit) {
            case USD -> usd.pico();
            case MODEL_CALLS -> calls;
            case TOTAL_TOKENS -> totalTokens;
            default -> tokens;
        };
    }
}
