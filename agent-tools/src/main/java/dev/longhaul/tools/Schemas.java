package dev.longhaul.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.output.structured.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How every JSON Schema begins. */
final class Schemas {

    private Schemas() {}

    static ObjectNode of(String type, String description) {
        return described(JsonNodeFactory.instance.objectNode().put("type", type), description);
    }

    /** A string that is one of these. */
    static ObjectNode choice(List<String> names, String description) {
        var schema = of("string", description);
        names.forEach(schema.putArray("enum")::add);
        return schema;
    }

    /** Any of these. */
    static ObjectNode anyOf(List<ObjectNode> schemas, String description) {
        var schema = described(JsonNodeFactory.instance.objectNode(), description);
        schema.putArray("anyOf").addAll(schemas);
        return schema;
    }

    /** The words of an annotation; empty if there is none. */
    static String words(@Nullable Description annotation) {
        return annotation == null ? "" : String.join(" ", annotation.value());
    }

    private static ObjectNode described(ObjectNode schema, String description) {
        return description.isEmpty() ? schema : schema.put("description", description);
    }
}
