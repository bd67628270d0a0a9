package dev.longhaul.runner.budget;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.VisibleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A leader who sends out scouts, several at a time, for as long as it is let; scouts who look around, some of them for as long
 * as they are let, too, and some who send out scouts of their own.
 */
final class Party implements Brain {

    static final String LEADER = "You lead.";
    static final String SCOUT = "You scout.";

    private final Random random;
    private final int mostScouts;
    private final int longestLook;

    Party(long seed, int mostScouts, int longestLook) {
        this.random = new Random(seed);
        this.mostScouts = mostScouts;
        this.longestLook = longestLook;
    }

    @Override
    public synchronized Answer answer(VisibleContext context) {
        if (!context.toolsAllowed()) {
            return Answer.text(words(random.nextInt(40)) + "Enough.");
        }
        if (context.system().equals(LEADER)) {
            return send(1 + random.nextInt(mostScouts));
        }
        boolean hasScouts =
                context.tools().stream().anyMatch(tool -> tool.name().equals("scout"));
        if (hasScouts && random.nextInt(4) == 0) {
            return send(1 + random.nextInt(2));
        }
        if (random.nextInt(longestLook) == 0) {
            return Answer.text(words(random.nextInt(300)) + "That is all.");
        }
        return Answer.calls(words(random.nextInt(60)), List.of(call("look")));
    }

    private Answer send(int scouts) {
        var calls = new ArrayList<Answer.Call>();
        for (int i = 0; i < scouts; i++) {
            calls.add(call("scout"));
        }
        return Answer.calls(words(random.nextInt(30)), calls);
    }

    private Answer.Call call(String tool) {
        var input = JsonNodeFactory.instance.objectNode();
        return new Answer.Call(
                tool,
                tool.equals("look")
                        ? input.put("at", random.nextInt(1_000_000))
                        : input.put("task", "Scout place " + random.nextInt(1_000_000) + "."));
    }

    @Override
    public synchronized String summarise(VisibleContext context, @Nullable String instructions) {
        return words(20 + random.nextInt(100)) + ".";
    }

    private static String words(int count) {
        return "word ".repeat(count) + "so. ";
    }
}
