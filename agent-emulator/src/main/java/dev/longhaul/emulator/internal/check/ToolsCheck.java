package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code tools} and {@code tool_choice} (wire spec §6.4). */
final class ToolsCheck {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    /** As reported; the wire spec says nothing of it. Only what is directly under {@code properties} is looked at. */
    private static final Pattern PROPERTY = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    private static final Pattern VENDOR_TYPE = Pattern.compile("[a-z_]+_\\d{8}");
    private static final Set<String> FIELDS = Set.of(
            "type",
            "name",
            "description",
            "input_schema",
            "cache_control",
            "strict",
            "eager_input_streaming",
            "defer_loading",
            "allowed_callers",
            "input_examples");

    private ToolsCheck() {}

    static void check(JsonNode body) {
        JsonNode tools = body.path("tools");
        if (!Fields.absent(tools) && !tools.isArray()) {
            throw ApiException.invalid("tools", "Input should be a valid list");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            if (!names.add(tool(tools.path(i), "tools." + i))) {
                throw ApiException.invalid("tools", "Tool names must be unique.");
            }
        }
        choice(body.path("tool_choice"), names);
    }

    private static String tool(JsonNode tool, String path) {
        Fields.object(tool, path);
        String name = Fields.text(tool, path, "name");
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalid(path + ".name", "String should match pattern '^" + NAME + "$'");
        }
        String type = tool.path("type").asText("custom");
        if (type.equals("custom") || tool.path("type").isNull()) {
            custom(tool, path);
        } else if (!VENDOR_TYPE.matcher(type).matches()) {
            throw ApiException.invalid(
                    path, "Input tag '" + type + "' found using 'type' does not match any expected tag");
        }
        return name;
    }

    private static void custom(JsonNode tool, String path) {
        Fields.onlyKnown(tool, path, FIELDS);
        Fields.optionalText(tool, path, "description");
        JsonNode schema = Fields.required(tool, path, "input_schema");
        Fields.object(schema, path + ".input_schema");
        if (!schema.path("type").asText().equals("object")) {
            throw ApiException.invalid(path + ".input_schema.type", "Input should be 'object'");
        }
        if (Json.names(schema.path("properties")).stream()
                .anyMatch(name -> !PROPERTY.matcher(name).matches())) {
            throw ApiException.invalid(
                    path + ".custom.input_schema.properties",
                    "Property keys should match pattern '^" + PROPERTY + "$'");
        }
    }

    private static void choice(JsonNode choice, Set<String> names) {
        if (Fields.absent(choice)) {
            return;
        }
        Fields.object(choice, "tool_choice");
        String type = Fields.text(choice, "tool_choice", "type");
        switch (type) {
            case "none" -> Fields.onlyKnown(choice, "tool_choice", Set.of("type"));
            case "auto", "any" -> Fields.onlyKnown(choice, "tool_choice", Set.of("type", "disable_parallel_tool_use"));
            case "tool" -> named(choice, names);
            default ->
                throw ApiException.invalid(
                        "tool_choice",
                        "Input tag '" + type + "' found using 'type' does not match any of the expected tags:"
                                + " 'auto', 'any', 'tool', 'none'");
        }
        Fields.optionalFlag(choice, "tool_choice", "disable_parallel_tool_use");
        if (names.isEmpty() && !type.equals("none")) {
            throw ApiException.invalid("tool_choice", "tool_choice may only be specified while providing tools");
        }
    }

    private static void named(JsonNode choice, Set<String> names) {
        Fields.onlyKnown(choice, "tool_choice", Set.of("type", "name", "disable_parallel_tool_use"));
        String name = Fields.text(choice, "tool_choice", "name");
        if (!names.contains(name)) {
            throw ApiException.invalid("tool_choice.name", "Tool '" + name + "' not found in provided tools");
        }
    }
}
