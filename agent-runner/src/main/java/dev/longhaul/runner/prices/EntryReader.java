package dev.longhaul.runner.prices;

import dev.longhaul.budget.Price;
import dev.longhaul.budget.PriceEntry;
import java.util.ArrayList;
import java.util.List;

/** Reads one element of {@code prices}: an entry for each of its models. */
record EntryReader(Fields given) {

    private static final List<String> FIELDS = List.of(
            "models", "from", "above", "input", "output", "cache_write_5m", "cache_write_1h", "cache_read", "sources");

    List<PriceEntry> read() {
        given.requireOnly(FIELDS);
        var models = models();
        var fields = given.about(models.getFirst());
        var from = fields.has("from") ? fields.day("from") : PriceEntry.ALWAYS;
        long above = fields.tokens("above");
        var price = price(fields);
        var sources = fields.text("sources");
        return models.stream()
                .map(model -> new PriceEntry(model, from, above, price, sources))
                .toList();
    }

    private List<String> models() {
        var models = new ArrayList<String>();
        for (var model : given.list("models")) {
            if (!model.isTextual() || model.asText().isBlank()) {
                throw given.refuse(
                        "has " + Fields.shown(model) + " among the models", "write each model's name in quotes");
            }
            models.add(model.asText());
        }
        return models;
    }

    private static Price price(Fields fields) {
        return Price.perMillion(
                fields.dollars("input"),
                fields.dollars("output"),
                fields.dollars("cache_write_5m"),
                fields.dollars("cache_write_1h"),
                fields.dollars("cache_read"));
    }
}
