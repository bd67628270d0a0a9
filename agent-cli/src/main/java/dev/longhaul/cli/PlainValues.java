package dev.longhaul.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers and paths, and says in plain words what is wrong with one: users do not know what an int is. */
final class PlainValues {

    private PlainValues() {}

    /** Takes over for a command and all its subcommands. */
    static void readFor(CommandLine command) {
        command.registerConverter(int.class, PlainValues::small)
                .registerConverter(Integer.class, PlainValues::small)
                .registerConverter(long.class, PlainValues::whole)
                .registerConverter(Long.class, PlainValues::whole)
                .registerConverter(double.class, PlainValues::number)
                .registerConverter(Double.class, PlainValues::number)
                .registerConverter(Path.class, PlainValues::path);
    }

    private static int small(String text) {
        return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Whole numbers in digits; commas, points and words are refused. */
    static long whole(String text) {
        return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long whole(String text, long least, long most) {
        try {
            var number = new BigInteger(text.strip());
            if (number.compareTo(BigInteger.valueOf(most)) > 0) {
                throw new TypeConversionException("'%s' is too large: give at most %,d".formatted(text, most));
            }
            if (number.compareTo(BigInteger.valueOf(least)) < 0) {
                throw new TypeConversionException("'%s' is too small: give at least %,d".formatted(text, least));
            }
            return number.longValueExact();
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number: write digits only, like 100000");
        }
    }

    private static double number(String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number: write one like 0.9");
        }
    }

    /** An empty one would be the folder that the program happens to run in. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("'" + text + "' names nothing: give a path");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is no path here: " + e.getReason());
        }
    }
}
