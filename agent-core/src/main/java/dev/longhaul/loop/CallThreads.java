package dev.longhaul.loop;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.longhaul.model.Cancellation;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SubAgentOrder;
import dev.longhaul.session.SubAgentTool;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolProgress;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** What came of a call, as it is recorded. */
    record Done(String callId, List<SessionEvent> events) {

        static Done finished(ToolResult result, Duration took) {
            return new Done(result.callId(), List.of(new SessionEvent.ToolFinished(result, took)));
        }
    }

    @FunctionalInterface
    private interface Work {
        Done run(ToolContext context) throws InterruptedException;
    }

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
        return begin(start, deadline, context -> {
            var began = session.now();
            return Done.finished(tools.run(call, context), Duration.between(began, session.now()));
        });
    }

    Future<Done> begin(SessionEvent.ToolStarted start, Instant deadline, SubAgentTool tool, SubAgentOrder order) {
        return begin(start, deadline, context -> subAgent(tool, start.call(), context, order));
    }

    private Future<Done> begin(SessionEvent.ToolStarted start, Instant deadline, Work work) {
        var call = start.call();
        var context = new ToolContext(
                session.id(),
                start.idempotencyKey(),
                cancellation,
                deadline,
                session.state().budgetLeft(session.now()),
                new ProgressLines(session::now, words -> tell(call, words)));
        return completion.submit(() -> uninterrupted(call, context, work));
    }

    private Done uninterrupted(ToolCall call, ToolContext context, Work work) {
        var began = session.now();
        try {
            return work.run(context);
        } catch (InterruptedException e) {
            var text = call.name() + " was interrupted; whether it did its work is not known.";
            return Done.finished(ToolResult.error(call, text), Duration.between(began, session.now()));
        }
    }

    private Done subAgent(SubAgentTool tool, ToolCall call, ToolContext context, SubAgentOrder order)
            throws InterruptedException {
        var began = session.now();
        try {
            var end = tool.run(call, context, order);
            var events = new ArrayList<SessionEvent>();
            events.add(new SessionEvent.SubAgentSettled(call.id(), order.sessionId(), end.ending(), end.spent()));
            if (end.result() != null) {
                events.add(new SessionEvent.ToolFinished(end.result(), Duration.between(began, session.now())));
            }
            return new Done(call.id(), events);
        } catch (RuntimeException e) {
            LOG.warn("Nobody knows what became of sub-agent session {}", order.sessionId(), e);
            var text = "It is not known what became of " + call.name() + ": " + e.getMessage();
            return Done.finished(ToolResult.error(call, text), Duration.between(began, session.now()));
        }
    }

    /** Asks the sub-agents to stop; their ends come in as any other. */
    void stop() {
        cancellation.request("interrupted");
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
