package dev.longhaul.runner.budget;

import dev.longhaul.model.Json;
import dev.longhaul.model.ToolSpec;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.util.Random;

/** What there is to see: another text each time, of any length up to a largest one. */
final class Sights implements Tool {

    private final Random random;
    private final int longest;
    private final boolean inWrapUp;

    /** @param inWrapUp whether it may be called in a wrap-up */
    Sights(long seed, int longest, boolean inWrapUp) {
        this.random = new Random(seed);
        this.longest = longest;
        this.inWrapUp = inWrapUp;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "look",
                "Looks around.",
                new Json("{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"integer\"}}}"));
    }

    @Override
    public CallPolicy policy() {
        return inWrapUp ? CallPolicy.DEFAULT.alsoInWrapUp() : CallPolicy.DEFAULT;
    }

    @Override
    public synchronized ToolResult call(ToolCall call, ToolContext context) {
        var seen = new StringBuilder("sight " + random.nextInt());
        int length = random.nextInt(longest);
        while (seen.length() < length) {
            seen.append(" a").append(random.nextInt(10_000));
        }
        return ToolResult.of(call, seen.toString());
    }
}
