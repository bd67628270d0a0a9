package dev.longhaul.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of a server's tools, word for word. LangChain4j's client reads a schema into classes that know the commonest
 * words of JSON Schema, leaves out the others, and refuses some, so it is given a plain one. Thread-safe.
 */
final class KeptSchemas {

    /** Where a specification's metadata holds the schema as the server wrote it. */
    static final String METADATA = "inputSchema";

    private static final String ANY_OBJECT = "{\"type\":\"object\"}";

    private final Map<String, String> byTool = new ConcurrentHashMap<>();

    /** Keeps the schemas of an answer to {@code tools/list}, and gives the answer without them. */
    JsonNode keep(JsonNode answer) {
        var plain = answer.deepCopy();
        for (var element : plain.path("result").path("tools")) {
            if (element instanceof ObjectNode tool) {
                byTool.put(tool.path("name").asText(), written(tool.path("inputSchema")));
                tool.putObject("inputSchema").put("type", "object");
            }
        }
        return plain;
    }

    private static String written(JsonNode schema) {
        return schema.isMissingNode() ? ANY_OBJECT : schema.toString();
    }

    /** The schema of a tool, by the server's name of it. */
    String of(String tool) {
        return byTool.getOrDefault(tool, ANY_OBJECT);
    }
}
