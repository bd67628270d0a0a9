package dev.longhaul.loop;

import dev.longhaul.budget.Limit;
import dev.longhaul.model.Cancellation;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ToolBox;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolContext;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the calls of one reply side by side; each gets a result, in time. Thread-safe. */
public final class ToolCalls {

    private final ToolBox tools;
    private final ExecutorService executor;
    private final Duration timeout;

    /**
     * Sets up the runner of calls.
     *
     * @param executor gives every call a thread of its own
     * @param timeout after which a call is interrupted and answered for
     */
    public ToolCalls(ToolBox tools, ExecutorService executor, Duration timeout) {
        this.tools = tools;
        this.executor = executor;
        this.timeout = timeout;
    }

    private record Done(ToolResult result, Duration took) {}

    void refuse(Session session, List<ToolCall> calls, String why) {
        session.record(calls.stream()
                .map(call -> new SessionEvent.ToolRefused(ToolResult.error(call, "Not run: " + why)))
                .toList());
    }

    void run(Session session, List<ToolCall> calls, Cancellation cancellation) throws InterruptedException {
        var started = started(session, calls);
        session.record(started);
        var completion = new ExecutorCompletionService<Done>(executor);
        Map<ToolCall, Future<Done>> running = new LinkedHashMap<>();
        for (var start : started) {
            var call = start.call();
            var context = new ToolContext(session.id(), start.idempotencyKey(), cancellation);
            running.put(call, completion.submit(() -> timed(session, call, context)));
        }
        try {
            gather(session, completion, running);
        } catch (InterruptedException e) {
            recordFinished(session, completion);
            throw e;
        } finally {
            running.values().forEach(future -> future.cancel(true));
        }
    }

    /**
     * The key is the place of a call's first start in the journal: a provider may use a call's id again, a journal never does.
     */
    private static List<SessionEvent.ToolStarted> started(Session session, List<ToolCall> calls) {
        var started = new ArrayList<SessionEvent.ToolStarted>();
        long seq = session.state().seq();
        for (var call : calls) {
            seq++;
            var own = session.id() + ":" + seq;
            started.add(new SessionEvent.ToolStarted(
                    call, session.state().keyOf(call.id()).orElse(own)));
        }
        return started;
    }

    /** What came before the end was noticed is kept. */
    private static void recordFinished(Session session, ExecutorCompletionService<Done> completion)
            throws InterruptedException {
        for (var finished = completion.poll(); finished != null; finished = completion.poll()) {
            var done = done(finished);
            session.record(new SessionEvent.ToolFinished(done.result(), done.took()));
        }
    }

    private Done timed(Session session, ToolCall call, ToolContext context) {
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

    private void gather(
            Session session, ExecutorCompletionService<Done> completion, Map<ToolCall, Future<Done>> running)
            throws InterruptedException {
        var began = session.now();
        var end = end(session, began);
        while (!running.isEmpty()) {
            long left = Duration.between(session.now(), end).toMillis();
            var finished = left <= 0 ? completion.poll() : completion.poll(left, TimeUnit.MILLISECONDS);
            if (finished == null) {
                giveUp(session, running, Duration.between(began, session.now()));
                return;
            }
            var done = done(finished);
            running.keySet().removeIf(call -> call.id().equals(done.result().callId()));
            session.record(new SessionEvent.ToolFinished(done.result(), done.took()));
        }
    }

    /** The call's own limit, or the session's if that comes first. */
    private Instant end(Session session, Instant began) {
        var state = session.state();
        var own = began.plus(timeout);
        var limit = state.budget().max(Limit.WALL_CLOCK);
        var sessions = limit.isPresent() ? state.startedAt().plusMillis(limit.getAsLong()) : own;
        return sessions.isBefore(own) ? sessions : own;
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

    private static void giveUp(Session session, Map<ToolCall, Future<Done>> running, Duration took) {
        var events = new ArrayList<SessionEvent>();
        running.forEach((call, future) -> {
            future.cancel(true);
            var text = "%s gave no result within %.1f s and was interrupted; whether it did its work is not known."
                    .formatted(call.name(), took.toMillis() / 1000.0);
            events.add(new SessionEvent.ToolFinished(ToolResult.error(call, text), took));
        });
        running.clear();
        session.record(events);
    }
}
