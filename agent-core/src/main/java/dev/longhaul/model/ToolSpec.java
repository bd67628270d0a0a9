package dev.longhaul.model;

/**
 * What a model is told about a tool.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 128
 * @param description what it does and when to use it
 * @param inputSchema a JSON Schema of type object
 */
public record ToolSpec(String name, String description, Json inputSchema) {

    public ToolSpec {
        if (!name.matches("[a-zA-Z0-9_-]{1,128}")) {
            throw new IllegalArgumentException(
                    "tool name \"" + name + "\" is not usable: take 1 to 128 letters, digits, _ or -");
        }
    }
}
