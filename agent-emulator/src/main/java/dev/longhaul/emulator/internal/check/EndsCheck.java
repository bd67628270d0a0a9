package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.List;

/** How a conversation may start and end. */
final class EndsCheck {

    private EndsCheck() {}

    /** Checks both ends; a conversation that is to be summarised may end on a finished turn of either side. */
    static void check(List<Turn> messages, boolean summarised) {
        Turn first = messages.getFirst();
        if (first.isAssistant() && !Blocks.isCompaction(first.blocks().getFirst())) {
            throw ApiException.invalid("messages.0.role", "first message must use the \"user\" role");
        }
        Turn last = messages.getLast();
        if (!summarised && last.isAssistant() && last.blocks().stream().noneMatch(EndsCheck::isContinued)) {
            throw ApiException.invalid(
                    "messages." + (messages.size() - 1),
                    "This model does not support assistant message prefill. The conversation must end with a user"
                            + " message.");
        }
    }

    /** A paused compaction, or a server tool's turn that was paused (wire spec §1.3, §6.3). */
    private static boolean isContinued(ObjectNode block) {
        String type = Blocks.type(block);
        return Blocks.isCompaction(block)
                || type.equals("server_tool_use")
                || (type.endsWith("_tool_result") && !type.equals("tool_result"));
    }
}
