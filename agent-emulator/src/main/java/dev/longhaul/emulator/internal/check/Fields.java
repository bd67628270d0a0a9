package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.Set;

/** Checks of single fields; each complaint names the field's path. */
final class Fields {

    private Fields() {}

    /** Path of a field below {@code path}, which may be the root. */
    static String at(String path, Object field) {
        return path.isEmpty() ? field.toString() : path + "." + field;
    }

    /** Refuses fields nobody knows (wire spec §1.1, "Extra inputs are not permitted"). */
    static void onlyKnown(JsonNode object, String path, Set<String> known) {
        for (String name : Json.names(object)) {
            if (!known.contains(name)) {
                throw extra(at(path, name));
            }
        }
    }

    static ApiException extra(String path) {
        return ApiException.invalid(path, "Extra inputs are not permitted");
    }

    static JsonNode required(JsonNode object, String path, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            throw ApiException.invalid(at(path, field), "Field required");
        }
        return value;
    }

    static void object(JsonNode value, String path) {
        if (!value.isObject()) {
            throw ApiException.invalid(path, "Input should be a valid dictionary");
        }
    }

    static String text(JsonNode object, String path, String field) {
        JsonNode value = required(object, path, field);
        if (!value.isTextual()) {
            throw ApiException.invalid(at(path, field), "Input should be a valid string");
        }
        return value.asText();
    }

    static void optionalText(JsonNode object, String path, String field) {
        JsonNode value = object.path(field);
        if (!absent(value) && !value.isTextual()) {
            throw ApiException.invalid(at(path, field), "Input should be a valid string");
        }
    }

    static void optionalFlag(JsonNode object, String path, String field) {
        JsonNode value = object.path(field);
        if (!absent(value) && !value.isBoolean()) {
            throw ApiException.invalid(at(path, field), "Input should be a valid boolean");
        }
    }

    static void atLeast(JsonNode value, String path, int minimum) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw ApiException.invalid(path, "Input should be a valid integer");
        }
        if (value.asInt() < minimum) {
            throw ApiException.invalid(path, "Input should be greater than or equal to " + minimum);
        }
    }

    static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
