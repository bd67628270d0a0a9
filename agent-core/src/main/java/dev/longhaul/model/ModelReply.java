package dev.longhaul.model;

import java.util.List;
import java.util.Optional;

/**
 * One whole reply of a model. Immutable.
 *
 * @param id the provider's id of the reply; empty where there is none
 * @param model the model that answered, as the provider names it
 * @param content the blocks in the order they came
 * @param stopReason why it stopped
 * @param stopText the provider's own word for it, kept for reasons this version does not know
 * @param usage what it cost
 */
public record ModelReply(
        String id, String model, List<Block> content, StopReason stopReason, String stopText, ReplyUsage usage) {

    public ModelReply {
        content = List.copyOf(content);
    }

    /** The reply as the message that goes back into the context. */
    public Message message() {
        return new Message(Role.ASSISTANT, content);
    }

    public List<Block.ToolUse> toolUses() {
        return message().blocks(Block.ToolUse.class).toList();
    }

    /** The last compaction block, with or without a summary. */
    public Optional<Block.Compaction> compaction() {
        return message().blocks(Block.Compaction.class).reduce((first, last) -> last);
    }

    /** Whether the model stopped behind a compaction, without having answered yet. */
    public boolean isPause() {
        return stopReason == StopReason.COMPACTION;
    }
}
