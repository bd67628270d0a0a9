package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import java.util.List;

/**
 * What the last boundary closed, so that a request can be checked for it. Immutable; no larger than one context. Messages
 * with results are left out: without their calls they would stand out anyway.
 *
 * @param block the summary that stands for them
 * @param messages as they stood in the context, in order; told from others like them by identity
 */
public record Closed(Block.Compaction block, List<Message> messages) {

    public Closed {
        messages = List.copyOf(messages);
    }

    static Closed by(Block.Compaction block, List<Message> all) {
        return new Closed(
                block,
                all.stream()
                        .filter(message -> message.role() == Role.ASSISTANT
                                || message.blocks(Block.ToolResult.class)
                                        .findAny()
                                        .isEmpty())
                        .toList());
    }
}
