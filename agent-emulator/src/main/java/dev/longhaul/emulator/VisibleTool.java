package dev.longhaul.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool on offer. {@code description} is empty and {@code inputSchema} a missing node where the request gave none. */
public record VisibleTool(String name, String description, JsonNode inputSchema) {}
