package dev.longhaul.tool;

import dev.longhaul.model.Image;
import java.util.List;

/**
 * What a call brought. Never missing: every call gets exactly one.
 *
 * @param callId the {@link ToolCall#id()} it answers
 * @param text what the model reads; may be empty beside images
 * @param isError whether the model is told that the call failed
 * @param images what it sees behind the text
 */
public record ToolResult(String callId, String text, boolean isError, List<Image> images) {

    public ToolResult {
        images = List.copyOf(images);
    }

    /** One without images. */
    public ToolResult(String callId, String text, boolean isError) {
        this(callId, text, isError, List.of());
    }

    public static ToolResult of(ToolCall call, String text) {
        return new ToolResult(call.id(), text, false);
    }

    /** A failure; {@code text} should say what was wrong and what to do instead. */
    public static ToolResult error(ToolCall call, String text) {
        return new ToolResult(call.id(), text, true);
    }

    /** The same with another text. */
    public ToolResult saying(String other) {
        return new ToolResult(callId, other, isError, images);
    }

    /** The same with other images. One that no model can be shown makes the result an error when it is used. */
    public ToolResult showing(List<Image> others) {
        return new ToolResult(callId, text, isError, others);
    }
}
