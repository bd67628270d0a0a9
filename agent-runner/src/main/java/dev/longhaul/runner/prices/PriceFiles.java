package dev.longhaul.runner.prices;

import dev.longhaul.budget.PriceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Price lists from JSON files, in the format that docs/prices.md describes. A user's prices are laid over the shipped ones:
 *
 * <pre>{@code
 * var prices = PriceFiles.read(Path.of("our-prices.json")).over(PriceFiles.shipped());
 * }</pre>
 */
public final class PriceFiles {

    private static final String SHIPPED = "prices.json";

    private PriceFiles() {}

    /** What comes with the library: list prices of the Claude API, as far as they were known when it was built. */
    public static PriceList shipped() {
        try (var in = PriceFiles.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the library's jar is damaged: it has no " + SHIPPED);
            }
            return PriceList.of(new PriceFile("the shipped " + SHIPPED).read(in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException("the library's jar is damaged: " + SHIPPED + " cannot be read", e);
        }
    }

    /**
     * What a user's file says, and nothing else.
     *
     * @throws PriceFileException if there is no such file, or not every price in it can be used as it is written
     */
    public static PriceList read(Path path) {
        var file = new PriceFile("the price file " + path);
        try {
            if (Files.isDirectory(path)) {
                throw file.refuse("is a directory", "name the JSON file in it");
            }
            return PriceList.of(file.read(Files.readAllBytes(path)));
        } catch (NoSuchFileException e) {
            throw file.refuse("does not exist", "check the path, or create the file", e);
        } catch (IOException e) {
            throw file.refuse("cannot be read", "check its permissions", e);
        }
    }
}
