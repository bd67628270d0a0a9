package dev.longhaul.runner.langchain4j;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelException.Kind;
import dev.longhaul.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Our tools as LangChain4j describes them.
 *
 * <p>A part of a schema that LangChain4j's classes cannot hold travels raw, as {@code JsonRawSchema}. The schema itself has to
 * be a {@code JsonObjectSchema}, so what stands at its top is checked here: nothing that restricts the arguments is left out
 * in silence. Pure.
 */
final class ToolSpecifications {

    /** Says what a schema is, not what it takes. */
    private static final Set<String> SAYS_NOTHING = Set.of("$schema", "$comment", "title");

    private static final Set<String> TAKEN =
            Set.of("type", "description", "properties", "required", "additionalProperties", "$defs");

    private ToolSpecifications() {}

    static List<ToolSpecification> of(List<ToolSpec> tools) throws ModelException {
        var all = new ArrayList<ToolSpecification>();
        for (var tool : tools) {
            all.add(of(tool));
        }
        return all;
    }

    /**
     * One tool.
     *
     * @throws ModelException if its schema cannot be told; names the tool and the words
     */
    static ToolSpecification of(ToolSpec tool) throws ModelException {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", tool.name());
        if (!tool.description().isBlank()) {
            json.put("description", tool.description());
        }
        json.set("parameters", parameters(tool));
        try {
            return ToolSpecification.fromJson(json.toString());
        } catch (IllegalArgumentException e) {
            throw refused(tool, String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode parameters(ToolSpec tool) throws ModelException {
        if (!(tool.inputSchema().tree() instanceof ObjectNode schema)
                || !schema.path("type").asText("").equals("object")) {
            throw refused(tool, "it is not of type object");
        }
        schema.remove(SAYS_NOTHING);
        var untold = new ArrayList<String>();
        schema.fieldNames().forEachRemaining(name -> {
            if (!TAKEN.contains(name)) {
                untold.add(name);
            }
        });
        if (!untold.isEmpty()) {
            throw refused(tool, "at its top it may not have " + String.join(", ", untold));
        }
        if (schema.has("additionalProperties")
                && !schema.get("additionalProperties").isBoolean()) {
            throw refused(tool, "at its top additionalProperties may only be true or false");
        }
        return schema;
    }

    private static ModelException refused(ToolSpec tool, String why) {
        return new ModelException(
                Kind.INVALID_REQUEST,
                "LangChain4j cannot tell the model the schema of the tool \"" + tool.name() + "\": " + why
                        + "; say it inside a property, or in the description");
    }
}
