package dev.longhaul.loop;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.longhaul.model.Cancellation;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolProgress;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads on which the calls of one reply run. Used by the session's thread. */
final class CallThreads {

    private static final Logger LOG = LoggerFactory.getLogger(CallThreads.class);

    /** What came of a call. */
    record Done(ToolResult result, Duration took) {}

    private final Session session;
    private final ToolBox tools;
    private final Cancellation cancellation;
    private final ToolProgress progress;
    private final ExecutorCompletionService<Done> completion;

    CallThreads(
            Session session,
            ToolBox tools,
            ExecutorService executor,
            Cancellation cancellation,
            ToolProgress progress) {
        this.session = session;
        this.tools = tools;
        this.cancellation = cancellation;
        this.progress = progress;
        this.completion = new ExecutorCompletionService<>(executor);
    }

    Future<Done> begin(SessionEvent.ToolStarted start, Instant deadline) {
        var call = start.call();
        var context = new ToolContext(
                session.id(),
                start.idempotencyKey(),
                cancellation,
                deadline,
                session.state().budgetLeft(session.now()),
                new ProgressLines(session::now, words -> tell(call, words)));
        return completion.submit(() -> timed(call, context));
    }

    private Done timed(ToolCall call, ToolContext context) {
        var began = session.now();
        return new Done(answer(call, context), Duration.between(began, session.now()));
    }

    private ToolResult answer(ToolCall call, ToolContext context) {
        try {
            return tools.run(call, context);
        } catch (InterruptedException e) {
            return ToolResult.error(call, call.name() + " was interrupted; whether it did its work is not known.");
        }
    }

    private void tell(ToolCall call, String words) {
        try {
            progress.on(session.id(), call, words);
        } catch (RuntimeException e) {
            LOG.warn("Whoever watches session {} failed on the progress of {}", session.id(), call.name(), e);
        }
    }

    /** The next call that is over, waiting for it at most so long, or for 292 years; null if none is. */
    @Nullable
    Future<Done> poll(Duration atMost) throws InterruptedException {
        return atMost.isPositive() ? completion.poll(NANOSECONDS.convert(atMost), NANOSECONDS) : completion.poll();
    }

    /** What came of a call that is over; empty if it was given up. */
    static Optional<Done> outcome(Future<Done> over) throws InterruptedException {
        return over.isCancelled() ? Optional.empty() : Optional.of(done(over));
    }

    private static Done done(Future<Done> finished) throws InterruptedException {
        try {
            return finished.get();
        } catch (ExecutionException e) {
            // Only an Error gets here: out of memory, a broken class. The session must not go on as if nothing
            // happened.
            throw new IllegalStateException("a tool broke the machine it runs on: " + e.getCause(), e.getCause());
        }
    }
}
