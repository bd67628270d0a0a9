package dev.longhaul.loop;

import dev.longhaul.model.CallScope;
import dev.longhaul.model.CompactionRequest;
import dev.longhaul.model.ModelException;
import dev.longhaul.model.ModelReply;
import dev.longhaul.model.ModelRequest;
import dev.longhaul.testing.Replies;
import dev.longhaul.testing.ScriptedModel.Line;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A summary that comes when the test says so, while turns go on. */
final class HeldSummary implements Line {

    private final Line answer;
    private final CompletableFuture<Thread> asked = new CompletableFuture<>();
    private final CompletableFuture<ModelRequest> request = new CompletableFuture<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private HeldSummary(Line answer) {
        this.answer = answer;
    }

    static HeldSummary of(String summary) {
        return answering((request, scope) -> Replies.signed(summary));
    }

    static HeldSummary answering(Line answer) {
        return new HeldSummary(answer);
    }

    /** A script in which summaries and work have lines of their own, so that they may overtake each other. */
    static Line[] script(List<Line> summaries, Line... work) {
        Deque<Line> left = new ArrayDeque<>(Arrays.asList(work));
        Deque<Line> leftSummaries = new ArrayDeque<>(summaries);
        Line next = (request, scope) ->
                next(isSummary(request) ? leftSummaries : left).reply(request, scope);
        return Collections.nCopies(work.length + summaries.size(), next).toArray(Line[]::new);
    }

    private static Line next(Deque<Line> lines) {
        synchronized (lines) {
            return lines.remove();
        }
    }

    static boolean isSummary(ModelRequest request) {
        return request.compaction() instanceof CompactionRequest.OnDemand;
    }

    @Override
    public ModelReply reply(ModelRequest asking, CallScope scope) throws ModelException, InterruptedException {
        request.complete(asking);
        asked.complete(Thread.currentThread());
        try {
            released.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
        return answer.reply(asking, scope);
    }

    /** What was asked; waits for it. */
    ModelRequest request() {
        return request.join();
    }

    void release() {
        released.countDown();
    }

    /** Lets the summary come, and returns when it has. */
    void arrive() throws InterruptedException {
        release();
        asked.join().join();
    }

    /** Returns when the call was broken off. */
    void awaitInterrupt() throws InterruptedException {
        interrupted.await();
    }

    /** A line of the work during which the summary comes. */
    Line arrivingDuring(ModelReply reply) {
        return (request, scope) -> {
            arrive();
            return reply;
        };
    }
}
