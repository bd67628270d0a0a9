package dev.longhaul.runner.budget;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.emulator.Answer;
import dev.longhaul.emulator.Brain;
import dev.longhaul.emulator.VisibleContext;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A model that looks around as long as it is let, at any length, and sometimes says more than it may. */
final class Wanderer implements Brain {

    private final Random random;
    private final AtomicInteger callsLeft;

    /** @param calls after so many answers it is done */
    Wanderer(long seed, int calls) {
        this.random = new Random(seed);
        this.callsLeft = new AtomicInteger(calls);
    }

    @Override
    public synchronized Answer answer(VisibleContext context) {
        if (!context.toolsAllowed() || callsLeft.decrementAndGet() < 0) {
            return Answer.text(words(random.nextInt(40)) + "Enough.");
        }
        var look = new Answer.Call("look", JsonNodeFactory.instance.objectNode().put("at", random.nextInt(1_000_000)));
        boolean talkative = random.nextInt(12) == 0;
        return Answer.calls(words(talkative ? 4 * context.maxTokens() / 5 : random.nextInt(60)) + ".", List.of(look));
    }

    @Override
    public synchronized String summarise(VisibleContext context, @Nullable String instructions) {
        return words(20 + random.nextInt(100)) + ".";
    }

    private static String words(int count) {
        return "word ".repeat(count);
    }
}
