package dev.longhaul.emulator.internal.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is left of a history at its last compaction block with content (wire spec §1.7). Blocks without content are
 * no-ops; a result whose call lies before the cut is not shown.
 */
final class Slicer {

    private Slicer() {}

    static List<Turn> visible(List<Turn> messages) {
        Set<String> calls = new HashSet<>();
        List<Turn> visible = new ArrayList<>();
        for (Turn turn : fromLastBoundary(messages)) {
            List<ObjectNode> blocks = turn.blocks().stream()
                    .filter(block -> isShown(block, calls))
                    .toList();
            if (!blocks.isEmpty()) {
                visible.add(new Turn(turn.role(), blocks));
            }
        }
        return visible;
    }

    private static List<Turn> fromLastBoundary(List<Turn> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            List<ObjectNode> blocks = messages.get(i).blocks();
            for (int j = blocks.size() - 1; j >= 0; j--) {
                if (Blocks.isBoundary(blocks.get(j))) {
                    List<Turn> rest = new ArrayList<>(messages.subList(i, messages.size()));
                    rest.set(0, new Turn(messages.get(i).role(), blocks.subList(j, blocks.size())));
                    return rest;
                }
            }
        }
        return messages;
    }

    private static boolean isShown(ObjectNode block, Set<String> calls) {
        return switch (Blocks.type(block)) {
            case "compaction" -> Blocks.isBoundary(block);
            case "tool_use" -> {
                calls.add(block.path("id").asText());
                yield true;
            }
            case "tool_result" -> calls.contains(block.path("tool_use_id").asText());
            default -> true;
        };
    }
}
