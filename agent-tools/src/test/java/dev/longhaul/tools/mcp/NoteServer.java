package dev.longhaul.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A small MCP server: answers JSON-RPC messages by the book, whoever carries them. */
final class NoteServer {

    /** More than LangChain4j's classes of schemas can hold. */
    static final String SAY_SCHEMA = """
            {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{\
            "words":{"type":"string","minLength":1,"pattern":"^[^!]*$","default":"hm"},\
            "times":{"oneOf":[{"type":"integer","minimum":1},{"const":"for ever"}]}},\
            "required":["words"],"additionalProperties":{"type":"string"}}""";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANY = "{\"type\":\"object\"}";

    private final List<String> notes = new ArrayList<>();
    private final List<String> tools = new ArrayList<>(List.of("say", "note", "notes", "fail", "wait", "picture"));
    private int cancelled;

    /** Answers one message; nothing for notifications, and for calls that never end. */
    synchronized void hear(String line, Consumer<String> out) throws Exception {
        var message = JSON.readTree(line);
        switch (message.path("method").asText()) {
            case "initialize" -> answer(message, """
                        {"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},\
                        "serverInfo":{"name":"notes","version":"1"}}""", out);
            case "ping" -> answer(message, "{}", out);
            case "tools/list" -> answer(message, "{\"tools\":" + list() + "}", out);
            case "tools/call" -> call(message, out);
            case "notifications/cancelled" -> cancelled++;
            default -> {}
        }
    }

    private String list() throws Exception {
        ArrayNode list = JSON.createArrayNode();
        for (var name : tools) {
            var tool = list.addObject().put("name", name).put("description", "The tool " + name + ".");
            tool.set("inputSchema", JSON.readTree(name.equals("say") ? SAY_SCHEMA : ANY));
            tool.putObject("annotations").put("readOnlyHint", name.equals("notes"));
        }
        return list.toString();
    }

    private void call(JsonNode message, Consumer<String> out) throws Exception {
        var params = message.path("params");
        var arguments = params.path("arguments");
        switch (params.path("name").asText()) {
            case "say" -> text(message, "You said " + arguments.path("words").asText(), false, out);
            case "note" -> {
                notes.add(arguments.path("text").asText() + " "
                        + params.path("_meta").path(McpServer.IDEMPOTENCY_KEY).asText());
                tools.add("note_" + notes.size());
                out.accept("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
                text(message, "noted", false, out);
            }
            case "notes" -> text(message, notes + ", cancelled " + cancelled, false, out);
            case "fail" -> text(message, "the pencil broke; sharpen it first", true, out);
            case "wait" -> {}
            case "picture" -> answer(message, """
                        {"content":[{"type":"text","text":"A dot."},\
                        {"type":"image","data":"R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=","mimeType":"image/gif"}],"structuredContent":{"dots":1}}""", out);
            default ->
                out.accept("{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id")
                        + ",\"error\":{\"code\":-32602,\"message\":\"Unknown tool\"}}");
        }
    }

    private static void text(JsonNode message, String text, boolean isError, Consumer<String> out) throws Exception {
        ObjectNode result = JSON.createObjectNode().put("isError", isError);
        result.putArray("content").addObject().put("type", "text").put("text", text);
        answer(message, result.toString(), out);
    }

    private static void answer(JsonNode message, String result, Consumer<String> out) {
        out.accept("{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":" + result + "}");
    }

    /** Over its own input and output, a message a line; ends with its input. */
    public static void main(String[] args) throws Exception {
        var server = new NoteServer();
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                server.hear(line, System.out::println);
            }
        }
    }
}
