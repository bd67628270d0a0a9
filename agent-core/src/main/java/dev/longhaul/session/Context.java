package dev.longhaul.session;

import dev.longhaul.compaction.PinnedText;
import dev.longhaul.model.Block;
import dev.longhaul.model.Message;
import dev.longhaul.model.Role;
import dev.longhaul.model.TextSize;
import dev.longhaul.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the model is shown: a projection of the journal, never the truth itself. Immutable.
 *
 * @param messages in order; the first is the opening message or the last boundary's block
 * @param standing blocks that must stand in it exactly once: the task and pins, or the continuation
 * @param owed a standing block that waits for the next user message, because a call has to be answered first
 * @param closed what the last boundary closed; null before the first
 * @param sent how many of the messages, from the first, stood as they are in a request that was answered
 * @param chars the size of all messages in characters
 */
public record Context(
        List<Message> messages,
        List<Block.Text> standing,
        Block.@Nullable Text owed,
        @Nullable Closed closed,
        int sent,
        long chars) {

    private static final int RESULTS_IN_USE = 2;

    public Context {
        messages = List.copyOf(messages);
        standing = List.copyOf(standing);
    }

    static Context opening(String task, List<PinnedText> pins) {
        var blocks = Stream.concat(Stream.of(task), pins.stream().map(PinnedText::rendered))
                .map(Block.Text::new)
                .toList();
        return of(List.of(Message.user(blocks)), blocks, null, null);
    }

    static Context of(
            List<Message> messages, List<Block.Text> standing, Block.@Nullable Text owed, @Nullable Closed closed) {
        return new Context(
                messages,
                standing,
                owed,
                closed,
                0,
                messages.stream().mapToLong(TextSize::of).sum());
    }

    /** With the model's message at its end. What the provider would refuse to see again is left out: empty text. */
    Context withReply(List<Block> content) {
        var sayable = content.stream().filter(block -> !isBlank(block)).toList();
        var answered = new Context(messages, standing, owed, closed, messages.size(), chars);
        return sayable.isEmpty() ? answered : answered.with(Message.assistant(sayable));
    }

    private static boolean isBlank(Block block) {
        return block instanceof Block.Text text && text.text().isBlank();
    }

    /** With the results of all calls of the last message, in their order. */
    Context withResults(List<ToolResult> results) {
        var blocks = new ArrayList<Block>();
        ShownImages.of(messages, results)
                .forEach(r -> blocks.add(new Block.ToolResult(r.callId(), r.text(), r.isError(), r.images(), null)));
        if (owed != null) {
            blocks.add(owed);
        }
        var longer = with(Message.user(blocks));
        return longer.owing(null, standing);
    }

    /**
     * With words from the user's side: in the last message if that is the user's already, results staying first. What is
     * owed goes before them, and while calls are open they wait with it.
     */
    public Context withUserText(String text) {
        if (owed != null) {
            return isCalling()
                    ? withWordsBehind(text)
                    : with(Message.user(List.of(owed))).owing(null, standing).withUserText(text);
        }
        var block = apart(new Block.Text(text));
        if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
            return with(Message.user(List.of(block)));
        }
        var changed = new ArrayList<>(messages);
        changed.set(changed.size() - 1, changed.getLast().plus(block));
        return new Context(
                changed,
                standing,
                owed,
                closed,
                Math.min(sent, changed.size() - 1),
                chars + block.text().length());
    }

    /** With words of the user's side right behind the continuation, wherever that stands or will stand. */
    Context withWordsBehind(String text) {
        return owed == null ? withUserText(text) : owing(new Block.Text(owed.text() + "\n\n" + text));
    }

    /** Words that happen to be those of a pin are told from it by a line end, or the pin would seem to stand twice. */
    private Block.Text apart(Block.Text block) {
        return standing.contains(block) ? apart(new Block.Text(block.text() + "\n")) : block;
    }

    private boolean isCalling() {
        return messages.getLast().blocks(Block.ToolUse.class).findAny().isPresent();
    }

    /** What is owed is the last of what stands. */
    private Context owing(Block.Text block) {
        var changed = new ArrayList<>(standing.subList(0, standing.size() - 1));
        changed.add(block);
        return owing(block, changed);
    }

    private Context owing(Block.@Nullable Text block, List<Block.Text> standingNow) {
        return new Context(messages, standingNow, block, closed, sent, chars);
    }

    /** With a block at its end that stands for the whole context from here on. */
    Context standing(Block.Text block) {
        var more = new ArrayList<>(standing);
        more.add(block);
        return withUserText(block.text()).owing(null, more);
    }

    /** Whether a boundary stands at the head. */
    public boolean hasBoundary() {
        return messages.getFirst().blocks(Block.Compaction.class).findAny().isPresent();
    }

    /** The last {@code count} messages. */
    public List<Message> last(int count) {
        return messages.subList(messages.size() - count, messages.size());
    }

    /** The messages that a cut closes. */
    public List<Message> inside(Cut cut) {
        return messages.subList(cut.from(), cut.to());
    }

    /** The messages that stay word for word, those in front first. */
    public List<Message> outside(Cut cut) {
        return Stream.concat(messages.subList(0, cut.from()).stream(), last(cut.kept()).stream())
                .toList();
    }

    /** A message without the blocks that stand for the whole context; it may be left with none. */
    public Message withoutStanding(Message message) {
        return without(message, List.of());
    }

    /** The same, {@code but} for some of these blocks. */
    Message without(Message message, List<Block.Text> but) {
        if (message.role() != Role.USER) {
            return message;
        }
        return new Message(
                message.role(),
                message.content().stream()
                        .filter(block ->
                                !(block instanceof Block.Text text && standing.contains(text) && !but.contains(text)))
                        .toList());
    }

    /**
     * With the results of old calls cut down to a note. Pairs stay whole; what is cut is in the journal.
     *
     * @param closing whether a summary is about to close all but the kept tail, whose results are old then too; otherwise the
     *     last two messages of results stay, because work in flight most likely rests on them
     */
    public Context withoutOldResults(boolean closing) {
        return withoutResultsBut(closing ? 0 : RESULTS_IN_USE);
    }

    private Context withoutResultsBut(int keep) {
        var cleared = new ArrayList<>(messages);
        int kept = 0;
        for (int i = cleared.size() - 1; i >= 0; i--) {
            if (cleared.get(i).blocks(Block.ToolResult.class).findAny().isPresent() && ++kept > keep) {
                cleared.set(i, withoutResults(cleared.get(i)));
            }
        }
        return of(cleared, standing, owed, closed);
    }

    /** With the results of the last calls cut down to a note. */
    Context withoutNewestResults() {
        var cleared = new ArrayList<>(messages);
        for (int i = cleared.size() - 1; i >= 0; i--) {
            if (cleared.get(i).blocks(Block.ToolResult.class).findAny().isPresent()) {
                cleared.set(i, withoutResults(cleared.get(i)));
                break;
            }
        }
        return of(cleared, standing, owed, closed);
    }

    private static Message withoutResults(Message message) {
        return new Message(
                message.role(),
                message.content().stream()
                        .map(block -> block instanceof Block.ToolResult result ? cut(result) : block)
                        .toList());
    }

    private static Block cut(Block.ToolResult result) {
        // The same in every country: a context follows from the journal alone.
        int images = result.images().size();
        var note = String.format(
                Locale.ROOT,
                "(%,d characters%s, removed to make room; call again if you need them)",
                result.text().length(),
                images == 0 ? "" : " and " + images + (images == 1 ? " image" : " images"));
        return images == 0 && result.text().length() <= note.length()
                ? result
                : new Block.ToolResult(result.toolUseId(), note, result.isError());
    }

    /** The first {@code count} messages by themselves, as a context to be summed up. */
    public Context first(int count) {
        return of(messages.subList(0, count), List.of(), null, null);
    }

    /** Without its last message. */
    Context withoutLast() {
        return of(messages.subList(0, messages.size() - 1), standing, owed, closed);
    }

    private Context with(Message message) {
        var longer = new ArrayList<>(messages);
        longer.add(message);
        return new Context(longer, standing, owed, closed, sent, chars + TextSize.of(message));
    }
}
