package dev.longhaul.budget;

import java.time.LocalDate;

/**
 * One row of a price sheet.
 *
 * @param model the model's name, or a pattern of names: {@code *} is any text, {@code ?} any one character
 * @param from the first day it holds, in UTC; {@link #ALWAYS} if it always did
 * @param above holds for requests whose whole prompt, cache tokens included, has more tokens than this; 0 for all that no
 *     higher row takes
 * @param price of every token of such a request
 * @param sources where the price was found, for people; may be empty
 */
public record PriceEntry(String model, LocalDate from, long above, Price price, String sources) {

    /** A day before any request. */
    public static final LocalDate ALWAYS = LocalDate.MIN;

    public PriceEntry {
        if (model.isBlank()) {
            throw new IllegalArgumentException("a price needs the name of its model");
        }
        if (above < 0) {
            throw new IllegalArgumentException(
                    "the price of " + model + " cannot hold above " + above + " tokens: give 0 or more");
        }
    }

    /** One price for requests of every size and day. */
    public static PriceEntry of(String model, Price price) {
        return new PriceEntry(model, ALWAYS, 0, price, "");
    }
}
