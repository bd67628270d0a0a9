package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number, or a string that spells one.
 *
 * @param type JSON Schema's word for it
 */
record NumberShape(String type, String expected, Conversion conversion) implements Shape {

    /** Longer spellings are not numbers anyone means, and cost more than they say. */
    private static final int DIGITS = 1000;

    interface Conversion {
        /**
         * The number as the type asked for.
         *
         * @throws ArithmeticException if the number is not exactly one of the type
         */
        Object of(BigDecimal exact);
    }

    static NumberShape integer(long min, long max, Conversion conversion) {
        return new NumberShape("integer", "an integer from " + min + " to " + max, conversion);
    }

    static NumberShape bigInteger() {
        return new NumberShape("integer", "an integer of at most " + DIGITS + " digits", exact -> bounded(exact)
                .toBigIntegerExact());
    }

    static NumberShape bigDecimal() {
        return new NumberShape("number", "a number of at most " + DIGITS + " digits", NumberShape::bounded);
    }

    static NumberShape float32() {
        return new NumberShape("number", "a number", exact -> {
            float value = exact.floatValue();
            return (float) finite(value);
        });
    }

    static NumberShape float64() {
        return new NumberShape("number", "a number", exact -> finite(exact.doubleValue()));
    }

    @Override
    public ObjectNode schema(String description) {
        return Schemas.of(type, description);
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        var exact = exact(node).orElseThrow(() -> mismatch(node));
        try {
            return conversion.of(exact);
        } catch (ArithmeticException e) {
            throw mismatch(node);
        }
    }

    private static Optional<BigDecimal> exact(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(node.decimalValue());
        }
        if (!node.isTextual() || node.textValue().length() > DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(node.textValue().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** 1e999999999 is a short text and a BigInteger of half a gigabyte. */
    private static BigDecimal bounded(BigDecimal exact) {
        if (Math.abs((long) exact.scale()) > DIGITS || exact.precision() > DIGITS) {
            throw new ArithmeticException("too many digits");
        }
        return exact;
    }

    private static double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("out of range");
        }
        return value;
    }
}
