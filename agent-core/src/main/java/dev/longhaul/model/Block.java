package dev.longhaul.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One content block of a {@link Message}.
 *
 * <p>{@code wire} is the provider's own JSON of the block, kept byte for byte and sent back as it came; it is null for
 * blocks made on this side. What a provider sends and we do not know is {@link Opaque}.
 */
public sealed interface Block {

    /** The provider's JSON of this block, or null if it was made here. */
    @Nullable
    Json wire();

    /** Plain text. */
    record Text(String text, @Nullable Json wire) implements Block {
        public Text(String text) {
            this(text, null);
        }
    }

    /** The model asks for a tool. {@code input} has the values the model wrote; how it spelled them is in {@code wire}. */
    record ToolUse(
            String id, String name, Json input, @Nullable Json wire) implements Block {
        public ToolUse(String id, String name, Json input) {
            this(id, name, input, null);
        }
    }

    /** The answer to one {@link ToolUse}, in the user message right after it: a text, and images behind it. */
    record ToolResult(
            String toolUseId,
            String text,
            boolean isError,
            List<Image> images,
            @Nullable Json wire) implements Block {

        public ToolResult {
            images = List.copyOf(images);
        }

        public ToolResult(String toolUseId, String text, boolean isError) {
            this(toolUseId, text, isError, List.of(), null);
        }
    }

    /** The model's reasoning, {@code thinking} or {@code redacted_thinking}; signed, so only ever echoed. */
    record Thinking(Json wire) implements Block {}

    /**
     * A summary that stands for everything before it. A null {@code summary} is a failed compaction: the provider treats
     * the block as absent (wire spec §1.4). Without {@code wire} the summary was asked for in plain words by us and is plain
     * text to the provider.
     *
     * @param onDemand whether it came when a summary was asked for on its own (wire spec §2): its provider signed it, and
     *     takes it with that form only. A block that came at a threshold may carry a signature, too (wire spec §1.2)
     */
    record Compaction(@Nullable String summary, @Nullable Json wire, boolean onDemand) implements Block {

        /** Of the on-demand form if it is signed. */
        public Compaction(@Nullable String summary, @Nullable Json wire) {
            this(summary, wire, wire != null && wire.tree().path("signature").isTextual());
        }

        /** The same as it came at a threshold. */
        public Compaction atThreshold() {
            return new Compaction(summary, wire, false);
        }

        /** Whether this block closes what stands before it: it has a summary, and the summary says something. */
        public boolean isBoundary() {
            return summary != null && !summary.isBlank();
        }
    }

    /** A block whose type this version does not know; it goes back as it came. */
    record Opaque(String type, Json wire) implements Block {}
}
