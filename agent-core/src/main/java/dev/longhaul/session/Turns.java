package dev.longhaul.session;

import dev.longhaul.compaction.CompactionRange;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a conversation can be cut: between a message of the user and the reply to it, so that calls and results stay
 * together and what follows the cut begins with the model's reply (wire spec §2.5). Pure.
 */
final class Turns {

    private Turns() {}

    /** The places where turns begin, in order. */
    static List<Integer> starts(List<Message> messages) {
        return IntStream.range(1, messages.size())
                .filter(i -> begins(messages.get(i - 1), messages.get(i)))
                .boxed()
                .toList();
    }

    private static boolean begins(Message before, Message message) {
        return message.role() == Role.ASSISTANT
                && !holdsBoundary(message)
                && (before.role() == Role.USER || holdsBoundary(before));
    }

    private static boolean holdsBoundary(Message message) {
        return message.blocks(Block.Compaction.class).findAny().isPresent();
    }

    /** The cut of a range; empty if no whole turn lies inside it. */
    static Optional<Cut> cut(List<Message> messages, CompactionRange range) {
        var starts = starts(messages);
        int first = range.firstTurnsKept();
        int last = starts.size() - range.lastTurnsKept();
        if (last <= first) {
            return Optional.empty();
        }
        return Optional.of(new Cut(
                first == 0 ? 0 : starts.get(first),
                range.lastTurnsKept() == 0 ? messages.size() : starts.get(last),
                messages.size()));
    }
}
