package dev.longhaul.session;

import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import java.util.ArrayList;
import java.util.List;

/** Puts a context together anew behind a boundary. Pure. */
final class Compacted {

    private final Context before;
    private final Cut cut;
    private final List<Message> behind = new ArrayList<>();

    private Compacted(Context before, Cut cut) {
        this.before = before;
        this.cut = cut;
    }

    /**
     * What stays in front, the block, the kept end of the history, and the continuation.
     *
     * @param cut what of {@code before} is closed
     * @param rest what came with the block, in the same message
     */
    static Context paused(Context before, Cut cut, Block.Compaction block, List<Block> rest, String continuation) {
        return new Compacted(before, cut).paused(block, rest, continuation);
    }

    /**
     * The block and what the model has answered behind it already; the continuation waits for the next user message.
     *
     * @param rest what of the reply came after the block
     */
    static Context answered(Context before, Block.Compaction block, List<Block> rest, String continuation) {
        var compacted = new Compacted(before, Cut.all(before));
        return rest.isEmpty()
                ? compacted.paused(block, rest, continuation)
                : compacted.answered(block, rest, new Block.Text(continuation));
    }

    private Context paused(Block.Compaction block, List<Block> rest, String continuation) {
        var head = cut.keepsHead() ? opening() : List.<Block.Text>of();
        before.messages().subList(0, cut.from()).forEach(message -> add(before.without(message, head)));
        addSummary(block, rest);
        before.last(cut.kept()).forEach(message -> add(kept(message)));
        return Context.of(behind, head, null, closed(block)).standing(new Block.Text(continuation));
    }

    private Context answered(Block.Compaction block, List<Block> rest, Block.Text continuation) {
        addSummary(block, rest);
        return Context.of(behind, List.of(continuation), continuation, closed(block));
    }

    private Closed closed(Block.Compaction block) {
        return Closed.by(block, before.inside(cut));
    }

    /** The task, if the conversation still begins with it; pins beside it stand anew in the continuation. */
    private List<Block.Text> opening() {
        return before.hasBoundary() ? List.of() : List.of(before.standing().getFirst());
    }

    /** What the provider did not write is said by the user's side; what the model said to the closed history follows. */
    private void addSummary(Block.Compaction block, List<Block> rest) {
        if (block.wire() == null) {
            add(Message.user(List.of(block)));
            add(Message.assistant(rest.stream().filter(Compacted::isSayable).toList()));
            return;
        }
        var content = new ArrayList<Block>();
        content.add(block);
        content.addAll(rest);
        add(Message.assistant(content));
    }

    private static boolean isSayable(Block block) {
        return !(block instanceof Block.Thinking)
                && !(block instanceof Block.Text text && text.text().isBlank());
    }

    /**
     * Thinking is bound to the conversation it arose in and is refused behind a boundary (wire spec §1.8); what stood for
     * the boundary before stands anew in the continuation.
     */
    private Message kept(Message message) {
        var anew = before.withoutStanding(message);
        return new Message(
                anew.role(),
                anew.content().stream()
                        .filter(block -> !(block instanceof Block.Thinking))
                        .toList());
    }

    /** Leaves out a message of which nothing is left. What the user's side says in a row is one message. */
    private void add(Message message) {
        if (message.content().isEmpty()) {
            return;
        }
        if (message.role() == Role.USER && !behind.isEmpty() && behind.getLast().role() == Role.USER) {
            var joined = new ArrayList<>(behind.removeLast().content());
            joined.addAll(message.content());
            behind.add(Message.user(joined));
        } else {
            behind.add(message);
        }
    }
}
