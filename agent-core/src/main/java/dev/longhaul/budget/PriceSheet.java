package dev.longhaul.budget;

import java.time.LocalDate;
import java.util.List;

/**
 * Prices as somebody wrote them down on a day. Immutable.
 *
 * @param asOf the day they were last checked
 * @param note what a reader should know about them; may be empty
 * @param entries asked in this order; of one model's entries, those of the latest day that has come hold, and replace all of
 *     its earlier ones
 */
public record PriceSheet(LocalDate asOf, String note, List<PriceEntry> entries) {

    /** Refuses two entries for the same thing, and a band without a price for the prompts below it. */
    public PriceSheet {
        entries = List.copyOf(entries);
        Tariff.of(entries);
    }
}
