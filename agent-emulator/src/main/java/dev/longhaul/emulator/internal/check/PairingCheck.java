package dev.longhaul.emulator.internal.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.internal.wire.ApiException;
import dev.longhaul.emulator.internal.wire.Blocks;
import dev.longhaul.emulator.internal.wire.Turn;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every call answered once, at once and in one message (wire spec §6.2, §6.4). Adjacent assistant messages count as
 * one; results do not: they all stand at the head of the first user message after the calls.
 */
final class PairingCheck {

    private final Set<String> everUsed = new HashSet<>();
    private final LinkedHashSet<String> open = new LinkedHashSet<>();
    private int callsAt;

    private PairingCheck() {}

    static void check(List<Turn> messages) {
        PairingCheck check = new PairingCheck();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).isAssistant()) {
                check.calls(messages.get(i), i);
            } else {
                check.results(messages.get(i), i);
            }
        }
        check.nothingOpen();
    }

    private void calls(Turn turn, int index) {
        for (int j = 0; j < turn.blocks().size(); j++) {
            ObjectNode block = turn.blocks().get(j);
            if (!Blocks.is(block, "tool_use")) {
                continue;
            }
            String id = block.path("id").asText();
            if (!everUsed.add(id)) {
                throw ApiException.invalid(
                        "messages.%d.content.%d".formatted(index, j), "`tool_use` ids must be unique");
            }
            callsAt = open.isEmpty() ? index : callsAt;
            open.add(id);
        }
    }

    private void results(Turn turn, int index) {
        boolean head = true;
        for (int j = 0; j < turn.blocks().size(); j++) {
            ObjectNode block = turn.blocks().get(j);
            if (!Blocks.is(block, "tool_result")) {
                head = false;
                continue;
            }
            String id = block.path("tool_use_id").asText();
            String path = "messages.%d.content.%d".formatted(index, j);
            if (!head) {
                throw ApiException.invalid(path, "`tool_result` blocks must come before all other content");
            }
            if (!open.remove(id)) {
                throw ApiException.invalid(
                        path,
                        "unexpected `tool_use_id` found in `tool_result` blocks: " + id
                                + ". Each `tool_result` block must have a"
                                + " corresponding `tool_use` block in the previous message.");
            }
        }
        nothingOpen();
    }

    private void nothingOpen() {
        if (!open.isEmpty()) {
            throw ApiException.invalid(
                    "messages." + callsAt,
                    "`tool_use` ids were found without `tool_result` blocks immediately after: "
                            + String.join(", ", open)
                            + ". Each `tool_use` block must have a corresponding `tool_result` block in the next"
                            + " message.");
        }
    }
}
