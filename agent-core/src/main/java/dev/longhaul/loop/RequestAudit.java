package dev.longhaul.loop;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.Role;
import dev.longhaul.session.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks a request over before it is paid for. A breach is a bug of ours: it names what is wrong and nothing is sent. Pure.
 */
final class RequestAudit {

    private RequestAudit() {}

    /**
     * Checks that calls and results are paired, that what must stand stands exactly once, and that a boundary stands where
     * it belongs and what it closed is gone.
     *
     * @throws IllegalStateException naming the breach
     */
    static void check(ModelRequest request, Context context, Purpose purpose, boolean turnOpen) {
        var messages = request.messages();
        require(!messages.isEmpty(), "it has no messages");
        for (int i = 0; i < messages.size(); i++) {
            require(!messages.get(i).content().isEmpty(), "message " + i + " is empty");
        }
        checkPairs(messages);
        if (purpose != Purpose.PROBE) {
            // A probe quotes what is closed; it goes on from nothing.
            BoundaryAudit.check(request, context, purpose);
        }
        if (purpose == Purpose.WORK || purpose == Purpose.WRAP_UP) {
            // A summary, or what it lost, is asked of a part of the context, and what is pinned stands behind it anew.
            checkStanding(messages, context);
        }
        if (!turnOpen) {
            checkEnd(messages.getLast());
        }
    }

    private static void checkPairs(List<Message> messages) {
        Set<String> open = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (message.role() == Role.ASSISTANT) {
                require(open.isEmpty(), "message " + i + " speaks before the calls " + open + " are answered");
                message.blocks(Block.ToolUse.class).forEach(use -> open.add(use.id()));
            } else {
                checkResults(message, i, open);
            }
        }
        require(open.isEmpty(), "the calls " + open + " have no results");
    }

    private static void checkResults(Message message, int index, Set<String> open) {
        boolean textSeen = false;
        for (var block : message.content()) {
            if (block instanceof Block.ToolResult result) {
                require(!textSeen, "in message " + index + " a result stands behind other content");
                require(
                        open.remove(result.toolUseId()),
                        "message " + index + " answers the call " + result.toolUseId() + ", which is not open");
            } else {
                textSeen = true;
            }
        }
        require(open.isEmpty(), "message " + index + " leaves the calls " + open + " unanswered");
    }

    /** The model may quote a pin; that is its own business and does not count. */
    private static void checkStanding(List<Message> messages, Context context) {
        if (context.owed() != null) {
            return;
        }
        for (var block : context.standing()) {
            long times = messages.stream()
                    .filter(message -> message.role() == Role.USER)
                    .flatMap(message -> message.content().stream())
                    .filter(block::equals)
                    .count();
            require(times == 1, "pinned content stands " + times + " times in it: " + start(block));
        }
    }

    /** The model speaks after the user, or behind a boundary of its own. */
    private static void checkEnd(Message last) {
        var own = new ArrayList<>(last.content());
        own.removeIf(block -> block instanceof Block.Opaque || block instanceof Block.Compaction);
        require(
                last.role() == Role.USER || own.size() < last.content().size(),
                "it ends with the model's own words, so there is nothing to answer");
    }

    private static String start(Block.Text block) {
        var text = block.text();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    static void require(boolean holds, String breach) {
        if (!holds) {
            throw new IllegalStateException("the next request breaks its own rules: " + breach);
        }
    }
}
