package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a conversation must have to be summarised on demand: content, and a finished end (wire spec §2.1, §2.4). */
final class SummarisableCheck {

    private SummarisableCheck() {}

    static void check(List<Turn> messages) {
        if (messages.stream().noneMatch(SummarisableCheck::hasContent)) {
            throw ApiException.coded(
                    "compaction_nothing_to_summarize", "messages", "there is no user or assistant content");
        }
        Set<String> open = new HashSet<>();
        for (int i = messages.size() - 1; i >= 0 && messages.get(i).isAssistant(); i--) {
            messages.get(i).blocks().forEach(block -> open.addAll(called(block)));
        }
        for (int i = messages.size() - 1; i >= 0 && messages.get(i).isAssistant(); i--) {
            messages.get(i)
                    .blocks()
                    .forEach(block -> open.remove(block.path("tool_use_id").asText()));
        }
        if (!open.isEmpty()) {
            throw ApiException.coded(
                    "compaction_incomplete_turn",
                    "messages." + (messages.size() - 1),
                    "the conversation ends on an assistant turn with unanswered calls: " + String.join(", ", open));
        }
    }

    private static boolean hasContent(Turn turn) {
        return !turn.role().equals("system")
                && turn.blocks().stream().anyMatch(block -> !Blocks.isCompaction(block) || Blocks.isBoundary(block));
    }

    private static Set<String> called(ObjectNode block) {
        return Blocks.type(block).endsWith("tool_use") ? Set.of(block.path("id").asText()) : Set.of();
    }
}
