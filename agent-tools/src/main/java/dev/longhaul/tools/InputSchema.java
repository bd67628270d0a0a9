package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.longhaul.model.Json;
import java.util.Set;

/** The JSON Schema of a tool's arguments: LangChain4j's, less what the model must not see, plus what we refuse. */
final class InputSchema {

    private InputSchema() {}

    /**
     * The schema, of type object even where there are no arguments.
     *
     * @param hidden names of parameters that are filled in by us
     */
    static Json of(ToolSpecification specification, Set<String> hidden) {
        var schema = Json.parse(specification.toJson()).tree().path("parameters") instanceof ObjectNode parameters
                ? parameters
                : JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.withObjectProperty("properties").remove(hidden);
        hide(schema, hidden);
        close(schema);
        return Json.of(schema);
    }

    private static void hide(ObjectNode schema, Set<String> hidden) {
        if (schema.get("required") instanceof ArrayNode required) {
            for (int i = required.size() - 1; i >= 0; i--) {
                if (hidden.contains(required.get(i).textValue())) {
                    required.remove(i);
                }
            }
            if (required.isEmpty()) {
                schema.remove("required");
            }
        }
    }

    /** Unknown names are an error to us at every depth, so the schema says so. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("type").asText().equals("object")) {
            schema.withObjectProperty("properties").forEach(InputSchema::close);
            schema.put("additionalProperties", false);
        }
        if (node.has("items")) {
            close(node.get("items"));
        }
    }
}
