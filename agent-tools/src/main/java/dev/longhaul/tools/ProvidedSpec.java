package dev.longhaul.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import java.util.List;

/** What a model is told about a provider's tool. */
final class ProvidedSpec {

    /**
     * Under this name a specification's metadata may hold the schema of its arguments as JSON text, word for word: what
     * LangChain4j's own classes make of a foreign schema leaves out what they have no field for.
     */
    static final String RAW_SCHEMA = "inputSchema";

    private static final Json NO_ARGUMENTS = new Json("{\"type\":\"object\",\"properties\":{}}");

    /** The Messages API takes none of these at the top of a schema, and neither does LangChain4j. */
    private static final List<String> NOT_AT_THE_TOP = List.of("oneOf", "anyOf", "allOf");

    private ProvidedSpec() {}

    /**
     * The specification as ours.
     *
     * @throws IllegalArgumentException if name or schema are none a model can be given
     */
    static ToolSpec of(ToolSpecification tool) {
        var schema = schema(tool);
        requireUsable(schema.tree());
        return new ToolSpec(tool.name(), tool.description() == null ? "" : tool.description(), schema);
    }

    private static Json schema(ToolSpecification tool) {
        if (tool.metadata().get(RAW_SCHEMA) instanceof String raw) {
            return Json.parse(raw);
        }
        var parameters = Json.parse(tool.toJson()).tree().path("parameters");
        return parameters.isMissingNode() ? NO_ARGUMENTS : Json.of(parameters);
    }

    private static void requireUsable(JsonNode schema) {
        if (!schema.path("type").asText().equals("object")) {
            throw new IllegalArgumentException("the schema of its arguments is not of type object");
        }
        NOT_AT_THE_TOP.stream().filter(schema::has).findFirst().ifPresent(word -> {
            throw new IllegalArgumentException(
                    "the schema of its arguments has " + word + " at its top, which models are not given");
        });
        schema.path("properties").fieldNames().forEachRemaining(name -> {
            if (!PropertyName.isUsable(name)) {
                throw new IllegalArgumentException(
                        "its argument \"" + name + "\" has a name that is refused: " + PropertyName.RULE);
            }
        });
    }
}
