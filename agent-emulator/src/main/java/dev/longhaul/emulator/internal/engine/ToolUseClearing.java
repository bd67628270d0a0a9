package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.ClearToolUses;
import dev.longhaul.emulator.internal.wire.Json;
import dev.longhaul.emulator.internal.wire.MessagesRequest;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces the oldest tool results by a placeholder, and the inputs of their calls where asked; the pairs stay (wire
 * spec §3). Nothing is remembered: the client keeps sending everything.
 */
final class ToolUseClearing {

    private static final String PLACEHOLDER = "[tool result cleared]";

    private final ClearToolUses edit;
    private final Tokenizer tokenizer;

    ToolUseClearing(ClearToolUses edit, Tokenizer tokenizer) {
        this.edit = edit;
        this.tokenizer = tokenizer;
    }

    /** What is left to be shown, and what was done to it, as on the wire: one entry or none. */
    record Cleared(MessagesRequest request, List<ObjectNode> appliedEdits) {}

    Cleared apply(MessagesRequest visible) {
        long before = Renderer.render(visible).characters();
        List<ObjectNode> calls = calls(visible);
        int measured = edit.byUses() ? calls.size() : tokenizer.tokens(before);
        Set<String> old = measured < edit.trigger() ? Set.of() : old(calls);
        if (old.isEmpty()) {
            return new Cleared(visible, List.of());
        }
        MessagesRequest left = visible.with(
                visible.messages().stream().map(turn -> cleared(turn, old)).toList());
        int freed = tokenizer.tokens(before)
                - tokenizer.tokens(Renderer.render(left).characters());
        if (freed < Math.max(1, edit.atLeast())) {
            return new Cleared(visible, List.of());
        }
        ObjectNode applied = Json.object()
                .put("type", ClearToolUses.TYPE)
                .put("cleared_tool_uses", old.size())
                .put("cleared_input_tokens", freed);
        return new Cleared(left, List.of(applied));
    }

    private static List<ObjectNode> calls(MessagesRequest visible) {
        List<ObjectNode> calls = new ArrayList<>();
        for (Turn turn : visible.messages()) {
            turn.blocks().stream().filter(block -> Blocks.is(block, "tool_use")).forEach(calls::add);
        }
        return calls;
    }

    /** Ids of the calls to be cleared: all but the newest, and none of an excluded tool. */
    private Set<String> old(List<ObjectNode> calls) {
        Set<String> old = new HashSet<>();
        for (ObjectNode call : calls.subList(0, Math.max(0, calls.size() - edit.keep()))) {
            if (!edit.excluded().contains(call.path("name").asText())) {
                old.add(call.path("id").asText());
            }
        }
        return old;
    }

    private Turn cleared(Turn turn, Set<String> old) {
        return new Turn(
                turn.role(),
                turn.blocks().stream().map(block -> cleared(block, old)).toList());
    }

    private ObjectNode cleared(ObjectNode block, Set<String> old) {
        if (Blocks.is(block, "tool_result")
                && old.contains(block.path("tool_use_id").asText())) {
            return block.deepCopy().put("content", PLACEHOLDER);
        }
        if (Blocks.is(block, "tool_use")
                && old.contains(block.path("id").asText())
                && edit.clearsInputOf(block.path("name").asText())) {
            ObjectNode emptied = block.deepCopy();
            emptied.putObject("input");
            return emptied;
        }
        return block;
    }
}
