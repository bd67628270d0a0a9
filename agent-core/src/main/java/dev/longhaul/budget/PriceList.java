package dev.longhaul.budget;

import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What models cost: sheets of prices, the first that has one for a model and day is right. A model in none of them has no
 * price, which is not a price of nothing. Days are days in UTC. Immutable, so safe to share.
 */
public final class PriceList {

    /** Knows no model. */
    public static final PriceList EMPTY = new PriceList(List.of());

    private final List<PriceSheet> sheets;
    private final List<Tariff> tariffs;

    private PriceList(List<PriceSheet> sheets) {
        this.sheets = List.copyOf(sheets);
        this.tariffs = sheets.stream()
                .flatMap(sheet -> Tariff.of(sheet.entries()).stream())
                .toList();
    }

    /** A list of one sheet. */
    public static PriceList of(PriceSheet sheet) {
        return new PriceList(List.of(sheet));
    }

    /** This list, and {@code other} for what this one does not know. */
    public PriceList over(PriceList other) {
        return new PriceList(
                Stream.concat(sheets.stream(), other.sheets.stream()).toList());
    }

    /** What it is made of, asked in this order. */
    public List<PriceSheet> sheets() {
        return sheets;
    }

    /** Whether a model has a price on any day. */
    public boolean knows(String model) {
        return tariffs.stream().anyMatch(tariff -> tariff.pattern().matches(model));
    }

    /**
     * What a token of a request costs.
     *
     * @param promptTokens the whole prompt, cache tokens included
     * @return empty if the model has no price on that day
     */
    public Optional<Price> price(String model, LocalDate day, long promptTokens) {
        var tariff = tariff(model, day);
        return tariff == null ? Optional.empty() : Optional.of(tariff.price(promptTokens));
    }

    /**
     * The most that a token of a request may cost whose prompt is not counted yet, by class.
     *
     * @param promptTokens no prompt can have more, cache tokens included
     * @return empty if the model has no price on that day
     */
    public Optional<Price> worstPrice(String model, LocalDate day, long promptTokens) {
        var tariff = tariff(model, day);
        return tariff == null ? Optional.empty() : Optional.of(tariff.worst(promptTokens));
    }

    /**
     * What a reply costs, each part of it at the price of the model that did it and of its own prompt's size (wire spec §1.5,
     * §6.9): the samplings and compactions, the advisors; of a reply by a fallback the top level alone.
     *
     * @param model the one that was asked for; paid for every part that names none, but for an advisor's: that is never the
     *     model that asked for advice, so it counts as unpriced
     * @param day the day the request was made
     * @throws ArithmeticException if it is more than {@link Money} holds
     */
    public Cost cost(String model, LocalDate day, ReplyUsage usage) {
        var cost = Cost.NONE;
        for (var part : Bill.parts(model, usage)) {
            cost = cost.plus(cost(part, day));
        }
        return cost;
    }

    private Cost cost(Bill.Part part, LocalDate day) {
        if (part.usage().equals(Usage.NONE)) {
            return Cost.NONE;
        }
        var tariff = tariff(part.model(), day);
        return tariff == null
                ? Cost.unpriced(part.model())
                : Cost.of(tariff.price(part.usage().prompt()).cost(part.usage()));
    }

    private @Nullable Tariff tariff(String model, LocalDate day) {
        for (var tariff : tariffs) {
            if (tariff.holds(model, day)) {
                return tariff;
            }
        }
        return null;
    }
}
