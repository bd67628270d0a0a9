package dev.longhaul.loop;

import static dev.longhaul.loop.RequestAudit.require;

import dev.longhaul.budget.Purpose;
import dev.longhaul.model.Block;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Message;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.Role;
import dev.longhaul.session.Context;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Looks for the mistakes around a boundary that a provider would not tell us of, or only by an error on every later request
 * (wire spec §0.3, §2.5): summarised messages sent again, the summary left out or not in its place, forms mixed. Pure.
 */
final class BoundaryAudit {

    private BoundaryAudit() {}

    /** Checks a request against what the last boundary of its context closed, if there was one. */
    static void check(ModelRequest request, Context context, Purpose purpose) {
        var messages = request.messages();
        checkPlaces(messages);
        checkForms(request);
        var closed = context.closed();
        if (closed != null) {
            // A summary may be asked of what stands before the last one, if that has a head in front of it.
            long due = purpose == Purpose.COMPACTION
                    ? times(
                            context.first(Math.min(
                                            messages.size(), context.messages().size()))
                                    .messages(),
                            closed.block())
                    : 1;
            checkSummary(messages, closed.block(), due);
            checkClosed(messages, closed.messages());
        }
    }

    /** A provider's block comes first, before everything else; one in words is something the user's side says. */
    private static void checkPlaces(List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            var content = messages.get(i).content();
            for (int j = 0; j < content.size(); j++) {
                if (content.get(j) instanceof Block.Compaction block) {
                    boolean inPlace = block.wire() == null ? messages.get(i).role() == Role.USER : i == 0 && j == 0;
                    require(
                            inPlace,
                            "a compaction block stands at message " + i + ", block " + j
                                    + ", behind what it summarised");
                }
            }
        }
    }

    private static void checkForms(ModelRequest request) {
        if (request.compaction() instanceof CompactionRequest.Threshold) {
            require(
                    request.messages().getFirst().blocks(Block.Compaction.class).noneMatch(Block.Compaction::onDemand),
                    "it carries a signed block and asks for compaction at a threshold, which no provider takes together");
        }
    }

    private static void checkSummary(List<Message> messages, Block.Compaction summary, long due) {
        long times = times(messages, summary);
        require(times == due, "the summary of what was closed last stands " + times + " times in it");
    }

    private static long times(List<Message> messages, Block.Compaction summary) {
        var same = byIdentity(List.of(summary));
        return messages.stream()
                .flatMap(message -> message.content().stream())
                .filter(same::contains)
                .count();
    }

    private static void checkClosed(List<Message> messages, List<Message> closed) {
        var gone = byIdentity(closed);
        for (int i = 0; i < messages.size(); i++) {
            require(!gone.contains(messages.get(i)), "message " + i + " was summarised already");
        }
    }

    private static Set<Object> byIdentity(List<?> things) {
        Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(things);
        return set;
    }
}
