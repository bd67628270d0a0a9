package dev.longhaul.loop;

import dev.longhaul.model.Block;
import dev.longhaul.model.CallScope;
import dev.longhaul.model.Json;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.model.ModelRequest.ToolChoice;
import dev.longhaul.model.StopReason;
import dev.longhaul.model.Usage;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A model that does anything a provider may do, a number of times, and then is done. What it says is numbered, so that a
 * context can be searched for it: words and calls carry {@code #17}.
 */
final class RandomModel implements ScriptedModel.Line {

    private final RandomGenerator random;
    private int left;
    private int said;

    RandomModel(RandomGenerator random, int replies) {
        this.random = random;
        this.left = replies;
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) {
        if (chance(5)) {
            scope.listener().retrying(1, new ModelException(ModelException.Kind.LOST, "gone"), Duration.ZERO);
        }
        if (left-- <= 0 || request.toolChoice() == ToolChoice.NONE) {
            return Replies.text("Done " + number());
        }
        return switch (random.nextInt(10)) {
            case 0 -> Replies.pause(chance(25) ? null : "Summary " + number());
            case 1 -> with(compactionFirst(), anyReason());
            case 2 -> with(new ArrayList<>(), anyReason());
            case 3 -> Replies.pause("Summary " + number());
            default -> with(new ArrayList<>(), StopReason.TOOL_USE);
        };
    }

    private List<Block> compactionFirst() {
        var content = new ArrayList<Block>();
        content.add(Replies.compaction(chance(25) ? null : "Summary " + number()));
        return content;
    }

    private StopReason anyReason() {
        return switch (random.nextInt(3)) {
            case 0 -> StopReason.MAX_TOKENS;
            case 1 -> StopReason.PAUSE_TURN;
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
        return Replies.using(Replies.reply(reason, content), Usage.of(random.nextInt(1, 40_000), 10));
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
