package dev.longhaul.runner.prices;

import dev.longhaul.budget.PriceList;
import java.nio.file.Path;

/** What docs/prices.md shows, between the tags. */
final class PricesExample {

    private PricesExample() {}

    static PriceList ours() {
        // tag::over[]
        var prices = PriceFiles.read(Path.of("our-prices.json")).over(PriceFiles.shipped());
        // end::over[]
        return prices;
    }
}
