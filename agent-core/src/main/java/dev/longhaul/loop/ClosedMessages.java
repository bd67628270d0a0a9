package dev.longhaul.loop;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.tool.TodoList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The messages that a summary closes, as they are inspected: without the calls that wrote the to-do list. The list stands
 * pinned as it is now, and what was struck off it is not lost. Pure.
 */
final class ClosedMessages {

    private final Set<String> writing = new HashSet<>();

    private ClosedMessages() {}

    static List<Message> of(List<Message> messages, boolean listIsPinned) {
        if (!listIsPinned) {
            return messages;
        }
        var closed = new ClosedMessages();
        var left = new ArrayList<Message>(messages.size());
        messages.forEach(message -> left.add(closed.without(message)));
        return left;
    }

    private Message without(Message message) {
        return new Message(
                message.role(),
                message.content().stream().filter(block -> !isOfList(block)).toList());
    }

    private boolean isOfList(Block block) {
        return switch (block) {
            case Block.ToolUse use -> writes(use);
            case Block.ToolResult result -> writing.contains(result.toolUseId());
            case Block other -> false;
        };
    }

    private boolean writes(Block.ToolUse use) {
        if (use.name().equals(TodoList.TOOL)) {
            writing.add(use.id());
            return true;
        }
        // A provider may use a call's id again, for another tool.
        writing.remove(use.id());
        return false;
    }
}
