package dev.longhaul.runner;

import dev.longhaul.model.CallScope;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.Model;
import dev.longhaul.model.ModelCapabilities;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A model whose summaries take so many turns: they are there when the last of these is answered. */
final class SlowSummaries implements Model {

    private record Written(CountDownLatch turns, Thread thread) {}

    private final Model model;
    private final int turns;
    private final AtomicReference<@Nullable Written> written = new AtomicReference<>();

    SlowSummaries(Model model, int turns) {
        this.model = model;
        this.turns = turns;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public ModelCapabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public ModelReply reply(ModelRequest request, CallScope scope) throws ModelException, InterruptedException {
        if (request.compaction() instanceof CompactionRequest.OnDemand) {
            var summary = new Written(new CountDownLatch(turns), Thread.currentThread());
            written.set(summary);
            summary.turns().await();
            return model.reply(request, scope);
        }
        var reply = model.reply(request, scope);
        var summary = written.get();
        if (summary != null) {
            summary.turns().countDown();
            if (summary.turns().getCount() == 0) {
                summary.thread().join();
            }
        }
        return reply;
    }
}
