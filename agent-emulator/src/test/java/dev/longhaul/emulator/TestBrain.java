package dev.longhaul.emulator;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Says what it was told to, in order, then "Done."; remembers what it was shown. */
final class TestBrain implements Brain {

    final List<VisibleContext> shown = new CopyOnWriteArrayList<>();
    final List<VisibleContext> summarised = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private @Nullable String summary = "Short summary.";

    TestBrain answering(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    TestBrain summarising(@Nullable String text) {
        summary = text;
        return this;
    }

    VisibleContext lastShown() {
        return shown.getLast();
    }

    @Override
    public Answer answer(VisibleContext context) {
        shown.add(context);
        Answer answer = answers.poll();
        return answer == null ? Answer.text("Done.") : answer;
    }

    @Override
    public @Nullable String summarise(VisibleContext context, @Nullable String instructions) {
        summarised.add(context);
        return instructions == null || summary == null ? summary : summary + " As told: " + instructions;
    }
}
