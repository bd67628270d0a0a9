package dev.longhaul.emulator;

import java.util.List;

/**
 * Everything the model sees on one sampling: messages before the last valid compaction block are not in it (wire spec
 * §1.7).
 *
 * @param system the system prompt, its blocks joined by line ends; empty without one
 * @param messages in order; the first may be an assistant message that starts with a summary
 * @param tools the tools offered; listed even when they may not be called
 * @param toolsAllowed false with {@code tool_choice: none}, without tools, and while summarising
 * @param maxTokens the most output tokens the answer may have
 */
public record VisibleContext(
        String system, List<VisibleMessage> messages, List<VisibleTool> tools, boolean toolsAllowed, int maxTokens) {

    public VisibleContext {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }
}
