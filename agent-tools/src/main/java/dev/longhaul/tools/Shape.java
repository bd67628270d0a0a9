package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The values one parameter, component or element can take.
 *
 * <p>Decoding accepts what can be converted without loss, because models do send {@code "42"} for 42; everything else is
 * refused with words the model can act on.
 */
interface Shape {

    /** What is asked for, to stand behind "expected": {@code an integer from 0 to 9}. */
    String expected();

    /** The value of a node; JSON null is a node like any other, and no shape takes it. */
    Object decode(JsonNode node) throws BadArgument;

    default BadArgument mismatch(JsonNode node) {
        return new BadArgument("expected " + expected() + ", got " + Excerpt.of(node.toString()));
    }
}
