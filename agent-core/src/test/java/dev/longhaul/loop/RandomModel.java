package dev.longhaul.loop;

import dev.longhaul.model.Block;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.TextSize;
import dev.longhaul.model.Usage;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A model that does anything a provider may do, a number of times, and then is done. What it says is numbered, so that a
 * context can be searched for it: words and calls carry {@code #17}. Used by one thread at a time.
 */
final class RandomModel implements ScriptedModel.Line {

    private final RandomGenerator random;
    private final int boundaries;
    private int left;
    private int said;

    /**
     * Sets up the model.
     *
     * @param boundaries how many replies in a hundred bring a boundary that nobody asked for
     */
    RandomModel(RandomGenerator random, int replies, int boundaries) {
        this.random = random;
        this.left = replies;
        this.boundaries = boundaries;
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) {
        if (chance(5)) {
            scope.listener().mayRetry(1, new ModelException(ModelException.Kind.LOST, "gone"), Duration.ZERO);
        }
        if (left-- <= 0 || request.toolChoice() == ToolChoice.NONE) {
            return Replies.text("Done " + number());
        }
        return Replies.using(chance(boundaries) ? boundary() : turn(), usage(request));
    }

    private ModelReply boundary() {
        return switch (random.nextInt(3)) {
            case 0 -> Replies.pause(chance(25) ? null : "Summary " + number());
            case 1 -> with(compactionFirst(), anyReason());
            default -> Replies.pause("Summary " + number());
        };
    }

    private ModelReply turn() {
        return with(new ArrayList<>(), chance(15) ? anyReason() : StopReason.TOOL_USE);
    }

    /** A summary that was asked for, or one of the ways in which none comes. */
    ModelReply summary(ModelRequest request) throws ModelException {
        if (chance(7)) {
            throw new ModelException(ModelException.Kind.LOST, "gone");
        }
        boolean signed = request.compaction() instanceof CompactionRequest.OnDemand;
        if (chance(7)) {
            return Replies.reply(signed ? StopReason.TOOL_USE : StopReason.MAX_TOKENS, List.of());
        }
        var words = "Summary " + number();
        return signed ? Replies.signed(words) : Replies.text(words);
    }

    private static Usage usage(ModelRequest request) {
        long chars = request.messages().stream().mapToLong(TextSize::of).sum();
        return Usage.of(1 + chars / 2, 10);
    }

    private List<Block> compactionFirst() {
        var content = new ArrayList<Block>();
        content.add(Replies.compaction(chance(25) ? null : "Summary " + number()));
        return content;
    }

    private StopReason anyReason() {
        return switch (random.nextInt(4)) {
            case 0 -> StopReason.MAX_TOKENS;
            case 1 -> StopReason.PAUSE_TURN;
            case 2 -> StopReason.END_TURN;
            default -> StopReason.TOOL_USE;
        };
    }

    private ModelReply with(List<Block> content, StopReason reason) {
        if (chance(30)) {
            content.add(new Block.Thinking(new Json("{\"thinking\":\"" + number() + "\"}")));
        }
        if (chance(50)) {
            content.add(new Block.Text(chance(20) ? " " : "Words " + number()));
        }
        if (reason == StopReason.PAUSE_TURN) {
            content.add(new Block.Opaque("server_tool_use", new Json("{\"id\":\"" + number() + "\"}")));
        } else if (reason == StopReason.TOOL_USE || chance(50)) {
            addCalls(content);
        }
        return Replies.reply(reason, content);
    }

    private void addCalls(List<Block> content) {
        for (int calls = random.nextInt(1, 4); calls > 0; calls--) {
            var tool = chance(90) ? "look" : "no_such_tool";
            content.add(new Block.ToolUse(number(), tool, new Json("{\"size\":" + random.nextInt(3_000) + "}")));
        }
    }

    private String number() {
        return "#" + said++ + ".";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
