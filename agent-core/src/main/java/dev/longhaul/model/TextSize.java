package dev.longhaul.model;

/** How many characters of a message or tool a model has to read. Pure. */
public final class TextSize {

    private TextSize() {}

    public static long of(Message message) {
        return message.content().stream().mapToLong(TextSize::of).sum();
    }

    public static long of(Block block) {
        return switch (block) {
            case Block.Text text -> text.text().length();
            case Block.ToolUse use ->
                (long) use.name().length() + use.input().text().length();
            case Block.ToolResult result ->
                result.text().length() + (long) Image.CHARS * result.images().size();
            case Block.Compaction compaction ->
                compaction.summary() == null ? 0 : compaction.summary().length();
            case Block.Thinking thinking -> thinking.wire().text().length();
            case Block.Opaque opaque -> opaque.wire().text().length();
        };
    }

    public static long of(ToolSpec tool) {
        return (long) tool.name().length()
                + tool.description().length()
                + tool.inputSchema().text().length();
    }
}
