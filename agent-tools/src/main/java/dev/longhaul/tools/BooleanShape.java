package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** True or false, as JSON or as text. */
record BooleanShape() implements Shape {

    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public ObjectNode schema(String description) {
        return Schemas.of("boolean", description);
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isTextual() && node.textValue().equalsIgnoreCase("true")) {
            return true;
        }
        if (node.isTextual() && node.textValue().equalsIgnoreCase("false")) {
            return false;
        }
        throw mismatch(node);
    }
}
