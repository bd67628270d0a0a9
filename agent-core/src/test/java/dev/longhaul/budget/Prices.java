package dev.longhaul.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Prices as tests write them: dollars for a million tokens. */
final class Prices {

    private Prices() {}

    static Price of(String input, String output, String write5m, String write1h, String read) {
        return Price.perMillion(
                Money.parse(input), Money.parse(output), Money.parse(write5m), Money.parse(write1h), Money.parse(read));
    }

    static Price of(BigDecimal[] classes) {
        var money = Arrays.stream(classes).map(Money::dollars).toList();
        return Price.perMillion(money.get(0), money.get(1), money.get(2), money.get(3), money.get(4));
    }

    /** The same for every class. */
    static Price flat(String dollars) {
        return of(dollars, dollars, dollars, dollars, dollars);
    }

    static PriceEntry entry(String model, String from, long above, String dollars) {
        var day = from.isEmpty() ? PriceEntry.ALWAYS : LocalDate.parse(from);
        return new PriceEntry(model, day, above, flat(dollars), "");
    }

    static PriceSheet sheet(PriceEntry... entries) {
        return new PriceSheet(LocalDate.parse("2026-11-20"), "", List.of(entries));
    }

    static PriceList list(PriceEntry... entries) {
        return PriceList.of(sheet(entries));
    }
}
