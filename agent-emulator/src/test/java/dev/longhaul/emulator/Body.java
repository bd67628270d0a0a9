package dev.longhaul.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds request bodies; JSON may be written with single quotes. */
final class Body {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = object("{'model': 'claude-sonnet-5-5', 'max_tokens': 1000, 'messages': []}");

    static Body body() {
        return new Body();
    }

    /** A body with one user message. */
    static Body saying(String text) {
        return body().user(text);
    }

    /** A text of exactly this many tokens at 3.5 characters each; the count is even. */
    static String tokens(int count) {
        return "lorem i".repeat(count / 2);
    }

    static JsonNode json(String text) {
        return raw(text.replace('\'', '"'));
    }

    static JsonNode raw(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    Body user(String text) {
        return message("user", JSON.getNodeFactory().textNode(text));
    }

    Body user(JsonNode content) {
        return message("user", content);
    }

    Body assistant(JsonNode content) {
        return message("assistant", content);
    }

    Body message(String role, JsonNode content) {
        root.withArray("messages").addObject().put("role", role).set("content", content);
        return this;
    }

    /** An assistant message with one call of a tool. */
    Body call(String id) {
        return assistant(json("[{'type': 'tool_use', 'id': '%s', 'name': 'look', 'input': {}}]".formatted(id)));
    }

    Body result(String id, String text) {
        return user(json("[{'type': 'tool_result', 'tool_use_id': '%s', 'content': '%s'}]".formatted(id, text)));
    }

    Body compactAt(int trigger) {
        return with("context_management", edits(trigger, false));
    }

    Body pauseAt(int trigger) {
        return with("context_management", edits(trigger, true));
    }

    /** With the parameter of the on-demand form. */
    Body summarise() {
        return with("compaction", "{'type': 'summarize'}");
    }

    private static String edits(int trigger, boolean pause) {
        return "{'edits': [{'type': 'compact_20260112', 'trigger': {'type': 'input_tokens', 'value': %d},"
                        .formatted(trigger)
                + " 'pause_after_compaction': " + pause + "}]}";
    }

    Body with(String field, String json) {
        root.set(field, json(json));
        return this;
    }

    Body with(String field, JsonNode value) {
        root.set(field, value);
        return this;
    }

    Body without(String field) {
        root.remove(field);
        return this;
    }

    ObjectNode build() {
        return root.deepCopy();
    }
}
