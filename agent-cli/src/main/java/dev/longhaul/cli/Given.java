package dev.longhaul.cli;

import java.util.function.Supplier;
import picocli.CommandLine.TypeConversionException;

/** Names the option, and what was given to it, in what is said to be wrong with it. */
final class Given {

    private Given() {}

    /**
     * Makes something of an option's value.
     *
     * @throws IllegalArgumentException naming the option, what was given and what is wrong with it
     */
    static <T> T to(String option, Object value, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException | TypeConversionException e) {
            throw new IllegalArgumentException(option + " " + value + ": " + e.getMessage(), e);
        }
    }
}
