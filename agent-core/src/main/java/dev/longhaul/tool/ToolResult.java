package dev.longhaul.tool;

/**
 * What a call brought. Never missing: every call gets exactly one.
 *
 * @param callId the {@link ToolCall#id()} it answers
 * @param text what the model reads
 * @param isError whether the model is told that the call failed
 */
public record ToolResult(String callId, String text, boolean isError) {

    public static ToolResult of(ToolCall call, String text) {
        return new ToolResult(call.id(), text, false);
    }

    /** A failure; {@code text} should say what was wrong and what to do instead. */
    public static ToolResult error(ToolCall call, String text) {
        return new ToolResult(call.id(), text, true);
    }
}
