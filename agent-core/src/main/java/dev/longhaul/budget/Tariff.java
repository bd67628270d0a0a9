package dev.longhaul.budget;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that holds for the models of one pattern from one day on. Immutable.
 *
 * @param bands the highest first; the last one takes every prompt
 */
record Tariff(ModelPattern pattern, LocalDate from, List<Band> bands) {

    /** A price for prompts of more than {@code above} tokens. */
    record Band(long above, Price price) {}

    /**
     * The tariffs of a sheet in the order they are asked: patterns as they stand in it, the latest day of each first.
     *
     * @throws IllegalArgumentException if two entries say the same thing, or a tariff has no price for small prompts
     */
    static List<Tariff> of(List<PriceEntry> entries) {
        var models = new LinkedHashMap<String, SortedMap<LocalDate, SortedMap<Long, Price>>>();
        for (var entry : entries) {
            var bands = models.computeIfAbsent(entry.model(), m -> new TreeMap<>(Collections.reverseOrder()))
                    .computeIfAbsent(entry.from(), day -> new TreeMap<>(Collections.reverseOrder()));
            if (bands.putIfAbsent(entry.above(), entry.price()) != null) {
                throw new IllegalArgumentException("there are two prices of " + name(entry) + ": keep one");
            }
        }
        var tariffs = new ArrayList<Tariff>();
        models.forEach((model, days) -> days.forEach((day, bands) -> tariffs.add(tariff(model, day, bands))));
        return List.copyOf(tariffs);
    }

    private static Tariff tariff(String model, LocalDate from, SortedMap<Long, Price> bands) {
        if (bands.lastKey() != 0) {
            throw new IllegalArgumentException("there is a price of " + name(model, from) + " above " + bands.lastKey()
                    + " tokens, and none for smaller prompts: add one without a band");
        }
        return new Tariff(
                ModelPattern.of(model),
                from,
                bands.entrySet().stream().map(Tariff::band).toList());
    }

    private static Band band(Map.Entry<Long, Price> band) {
        return new Band(band.getKey(), band.getValue());
    }

    private static String name(PriceEntry entry) {
        var name = name(entry.model(), entry.from());
        return entry.above() == 0 ? name : name + " above " + entry.above() + " tokens";
    }

    private static String name(String model, LocalDate from) {
        return from.equals(PriceEntry.ALWAYS) ? model : model + " from " + from;
    }

    boolean holds(String model, LocalDate day) {
        return pattern.matches(model) && !day.isBefore(from);
    }

    /** The price of a request with so many prompt tokens. */
    Price price(long promptTokens) {
        for (var band : bands) {
            if (promptTokens > band.above()) {
                return band.price();
            }
        }
        return bands.getLast().price();
    }

    /** The dearest of each class that a prompt of at most so many tokens may meet. */
    Price worst(long promptTokens) {
        var worst = bands.getLast().price();
        for (var band : bands) {
            if (promptTokens > band.above()) {
                worst = worst.max(band.price());
            }
        }
        return worst;
    }
}
