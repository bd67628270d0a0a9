package dev.longhaul.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/** One content block as the model sees it. */
public sealed interface VisibleBlock {

    record Text(String text) implements VisibleBlock {}

    record ToolUse(String id, String name, JsonNode input) implements VisibleBlock {}

    /**
     * {@code text} joins the result's text blocks by line ends; it is empty for a result without text.
     *
     * @param images how many images it shows
     */
    record ToolResult(String toolUseId, String text, boolean isError, int images) implements VisibleBlock {
        public ToolResult(String toolUseId, String text, boolean isError) {
            this(toolUseId, text, isError, 0);
        }
    }

    /** A compaction block with content. One without ({@code null}) is a no-op and never visible (wire spec §1.4). */
    record Summary(String text) implements VisibleBlock {}

    /** Any other block: images, documents, thinking, server tools, block types from the future. */
    record Other(String type, JsonNode raw) implements VisibleBlock {}
}
