package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object whose names are not known beforehand. Comes out unmodifiable, in the order sent; no value is null.
 *
 * @param key a {@link TextShape} or an {@link EnumShape}
 */
record MapShape(Shape key, Shape value) implements Shape {

    @Override
    public String expected() {
        var names = key instanceof EnumShape ? "each name: " + key.expected() + "; " : "";
        return "an object (" + names + "each value: " + value.expected() + ")";
    }

    @Override
    public ObjectNode schema(String description) {
        var schema = Schemas.of("object", description);
        if (key instanceof EnumShape) {
            schema.set("propertyNames", key.schema(""));
        }
        return schema.set("additionalProperties", value.schema(""));
    }

    @Override
    public Object decode(JsonNode node) throws BadArgument {
        if (!(node instanceof ObjectNode object)) {
            throw mismatch(node);
        }
        var values = new LinkedHashMap<Object, Object>();
        var problems = new ArrayList<Problem>();
        for (var entry : object.properties()) {
            try {
                put(values, entry);
            } catch (BadArgument e) {
                problems.addAll(e.under(Excerpt.of(entry.getKey())));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadArgument(problems);
        }
        return Collections.unmodifiableMap(values);
    }

    private void put(Map<Object, Object> values, Map.Entry<String, JsonNode> entry) throws BadArgument {
        var name = key.decode(new TextNode(entry.getKey()));
        if (values.put(name, value.decode(entry.getValue())) != null) {
            // Constants are taken in any case, so {"low": 1, "LOW": 2} says two things of one.
            throw new BadArgument("given twice, as " + name);
        }
    }
}
