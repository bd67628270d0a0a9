package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A string. An integer or a boolean is taken by its spelling, as ids are often sent bare; a fraction is not, because its
 * spelling is lost on the way: version 1.10 would arrive as 1.1.
 */
record TextShape() implements Shape {

    @Override
    public String expected() {
        return "a string";
    }

    @Override
    public ObjectNode schema(String description) {
        return Schemas.of("string", description);
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (node.isTextual() || node.isIntegralNumber() || node.isBoolean()) {
            return node.asText();
        }
        if (node.isNumber()) {
            throw new BadArgument(
                    "expected a string, got the number " + Excerpt.of(node.toString()) + "; put it in quotes");
        }
        throw mismatch(node);
    }
}
