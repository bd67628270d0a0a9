package dev.longhaul.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;

/**
 * One JSON value kept as the text it arrived in.
 *
 * <p>A signed block must go back to the provider byte for byte; a parsed tree would lose the spelling of numbers,
 * escapes and the order of what we do not know. Equality is equality of the text. Immutable.
 *
 * @param text valid JSON; {@link #parse} checks text from outside
 */
public record Json(String text) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The empty object, {@code {}}. */
    public static final Json EMPTY_OBJECT = new Json("{}");

    public Json {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Keeps {@code text} after checking that it is one JSON value.
     *
     * @throws IllegalArgumentException if it is not, with the place of the first error
     */
    public static Json parse(String text) {
        var json = new Json(text);
        json.tree();
        return json;
    }

    /** The compact text of a tree. */
    public static Json of(JsonNode tree) {
        return new Json(tree.toString());
    }

    /**
     * A fresh tree of this value; changing it changes nothing here.
     *
     * @throws IllegalArgumentException if the text is not valid JSON
     */
    public JsonNode tree() {
        if (text.isBlank()) {
            throw new IllegalArgumentException("not valid JSON: it is empty");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new IllegalArgumentException(
                    "not valid JSON"
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                            + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
