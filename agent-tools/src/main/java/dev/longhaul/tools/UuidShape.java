package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.UUID;

/** A UUID in its usual spelling of 36 characters. */
record UuidShape() implements Shape {

    @Override
    public String expected() {
        return "a UUID such as 123e4567-e89b-12d3-a456-426614174000";
    }

    @Override
    public ObjectNode schema(String description) {
        return Schemas.of("string", description.isEmpty() ? "String in a UUID format" : description);
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        try {
            var uuid = UUID.fromString(node.asText());
            // fromString fills up short groups: 1-1-1-1-1 would be taken for a UUID.
            if (node.isTextual() && uuid.toString().equals(node.textValue().toLowerCase(Locale.ROOT))) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            throw mismatch(node);
        }
        throw mismatch(node);
    }
}
