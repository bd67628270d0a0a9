package dev.longhaul.tool;

import dev.longhaul.model.Json;

/**
 * One call a model asked for.
 *
 * @param id the provider's id, which the result answers
 * @param name the tool's name as the model wrote it
 * @param input the arguments as the model wrote them: any JSON, not checked yet
 */
public record ToolCall(String id, String name, Json input) {}
