package dev.longhaul.runner.prices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.longhaul.budget.Money;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * The fields of one object in a file of prices. Null is as good as absent.
 *
 * @param where its place in the file, for messages; empty for the whole
 */
record Fields(PriceFile file, String where, JsonNode node) {

    private static final int SHOWN_CHARS = 40;

    /** More digits than any price has; a number with an exponent can have a billion. */
    private static final int MOST_DIGITS = 30;

    /** The same ones, of which {@code model} is known by now. */
    Fields about(String model) {
        return new Fields(file, where + " (" + model.replaceAll("\\p{Cntrl}", " ") + ")", node);
    }

    PriceFileException refuse(String problem, String fix) {
        return file.refuse(problem + where, fix);
    }

    /** Refuses what is no object, and fields that nobody would read: a misspelt one would change the price unseen. */
    void requireOnly(List<String> known) {
        if (!node.isObject()) {
            throw refuse("has " + shown(node), "write an object with " + String.join(", ", known));
        }
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw refuse(
                        "has an unknown field " + shown(TextNode.valueOf(field)), "use " + String.join(", ", known));
            }
        });
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** A text; empty if there is none. */
    String text(String field) {
        if (has(field) && !node.path(field).isTextual()) {
            throw odd(field, "write a text in quotes");
        }
        return has(field) ? node.path(field).asText() : "";
    }

    LocalDate day(String field) {
        try {
            return LocalDate.parse(node.path(field).asText(""));
        } catch (DateTimeParseException e) {
            throw odd(field, "write a day such as \"2026-10-07\"");
        }
    }

    /** At least one element. */
    JsonNode list(String field) {
        if (!node.path(field).isArray() || node.path(field).isEmpty()) {
            throw odd(field, "write an array with at least one element");
        }
        return node.path(field);
    }

    /** A number of tokens; 0 if there is none. */
    long tokens(String field) {
        var value = node.path(field);
        if (has(field) && !(value.isIntegralNumber() && value.canConvertToLong() && value.asLong() > 0)) {
            throw odd(field, "write a whole number of tokens above 0, or leave it out");
        }
        return value.asLong(0);
    }

    /** Dollars for a million tokens, as a text or as a number; both are read to the last digit. */
    Money dollars(String field) {
        var value = node.path(field);
        boolean readable = value.isTextual() || (value.isNumber() && !isHuge(value));
        if (!readable) {
            throw odd(field, "write dollars for a million tokens, such as \"2.50\"");
        }
        try {
            return Money.parse(
                    value.isTextual() ? value.asText() : value.decimalValue().toPlainString());
        } catch (IllegalArgumentException e) {
            throw refuse("has a wrong \"" + field + "\"", "give dollars for a million tokens: " + e.getMessage());
        }
    }

    private static boolean isHuge(JsonNode number) {
        var value = number.decimalValue();
        return value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS;
    }

    private PriceFileException odd(String field, String fix) {
        return has(field)
                ? refuse("has " + shown(node.path(field)) + " as \"" + field + "\"", fix)
                : refuse("has no \"" + field + "\"", fix);
    }

    /** As JSON, which is one line, and not too long. */
    static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        var json = value.toString();
        return json.length() > SHOWN_CHARS ? json.substring(0, SHOWN_CHARS) + "..." : json;
    }
}
