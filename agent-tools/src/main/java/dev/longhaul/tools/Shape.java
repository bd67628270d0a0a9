package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The values one parameter, component or element can take.
 *
 * <p>Decoding accepts what can be converted without loss, because models do send {@code "42"} for 42; everything else is
 * refused with words the model can act on.
 */
interface Shape {

    /** What is asked for, to stand behind "expected": {@code an integer from 0 to 9}. */
    String expected();

    /**
     * The JSON Schema of these values, new each time. For types that LangChain4j describes as they are it is LangChain4j's,
     * to the order of the words.
     *
     * @param description what the values mean here; empty for nothing more than the type says
     */
    ObjectNode schema(String description);

    /** The value of a node; JSON null is a node like any other, and no shape takes it. */
    Object decode(JsonNode node) throws BadArgument;

    default BadArgument mismatch(JsonNode node) {
        return new BadArgument("expected " + expected() + ", got " + Excerpt.of(node.toString()));
    }
}
