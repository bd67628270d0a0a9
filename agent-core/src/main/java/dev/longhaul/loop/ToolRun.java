package dev.longhaul.loop;

import dev.longhaul.loop.CallThreads.Done;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.tool.ToolCall;
import dev.longhaul.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one reply while they run. They start in order: one that runs alone waits for those before it, and those behind
 * it wait for its end. Used by the session's thread.
 */
final class ToolRun {

    /** How long an interrupted session waits for its sub-agents to say what they spent. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Session session;
    private final CallThreads threads;
    private final SubAgentCalls subAgents;
    private final Duration timeout;
    private final int atOnce;
    private final Queue<ToolCall> waiting;
    private final Map<String, Running> running = new LinkedHashMap<>();

    ToolRun(
            Session session,
            CallThreads threads,
            SubAgentCalls subAgents,
            Duration timeout,
            int atOnce,
            List<ToolCall> calls) {
        this.session = session;
        this.threads = threads;
        this.subAgents = subAgents;
        this.timeout = timeout;
        this.atOnce = atOnce;
        this.waiting = new ArrayDeque<>(calls);
    }

    private record Running(ToolCall call, Future<Done> thread, Instant began, Instant end) {}

    /** Returns when every call has its result, or the session has to end. */
    void run() throws InterruptedException {
        try {
            start();
            while (!running.isEmpty()) {
                var end = nextEnd();
                var over = threads.poll(Duration.between(session.now(), end));
                if (over == null) {
                    giveUp(end);
                } else {
                    CallThreads.outcome(over).ifPresent(this::finished);
                }
                start();
            }
        } catch (InterruptedException e) {
            recordFinished();
            awaitSubAgents();
            throw e;
        } finally {
            running.values().forEach(call -> call.thread().cancel(true));
        }
    }

    /** Starts all that may start now. Nothing runs before it is on record. */
    private void start() {
        var started = session.purse().decide(this::recordNext);
        var events = started.events();
        long seq = started.seq();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof SessionEvent.ToolStarted event) {
                boolean isSubAgent = i + 1 < events.size() && events.get(i + 1) instanceof SessionEvent.SubAgentStarted;
                begin(event, isSubAgent ? (SessionEvent.SubAgentStarted) events.get(i + 1) : null, seq + i + 2);
            }
        }
    }

    /**
     * What begins now.
     *
     * @param seq of the last event before these
     */
    private record Started(List<SessionEvent> events, long seq) {}

    private Started recordNext() {
        var next = new ArrayList<ToolCall>();
        while (mayStart(next)) {
            next.add(waiting.remove());
        }
        long seq = session.state().seq();
        var events = subAgents.starting(next, waiting);
        if (!events.isEmpty()) {
            subAgents.record(events);
        }
        return new Started(events, seq);
    }

    /** @param seq where {@code child} stands */
    private void begin(SessionEvent.ToolStarted event, SessionEvent.@Nullable SubAgentStarted child, long seq) {
        var call = event.call();
        var now = session.now();
        var end = end(call, now);
        var thread = child == null
                ? threads.begin(event, end)
                : threads.begin(
                        event, subAgents.deadline(end), subAgents.of(call).orElseThrow(), subAgents.order(child, seq));
        running.put(call.id(), new Running(call, thread, now, end));
    }

    private boolean mayStart(List<ToolCall> chosen) {
        int busy = running.size() + chosen.size();
        return !waiting.isEmpty()
                && !session.state().isEnding()
                && busy < atOnce
                && (busy == 0 || (!isAlone(waiting.element()) && !anyAlone(chosen)));
    }

    private boolean anyAlone(List<ToolCall> chosen) {
        return chosen.stream().anyMatch(this::isAlone)
                || running.values().stream().map(Running::call).anyMatch(this::isAlone);
    }

    private boolean isAlone(ToolCall call) {
        return !session.state().start().settings().policy(call.name()).parallel();
    }

    /** The call's own limit, or the session's if that comes first. */
    private Instant end(ToolCall call, Instant began) {
        var state = session.state();
        var policy = state.start().settings().policy(call.name());
        var own = began.plus(policy.timeout().orElse(timeout));
        var sessions = state.time().end(state.budget()).orElse(own);
        return sessions.isBefore(own) ? sessions : own;
    }

    private Instant nextEnd() {
        return running.values().stream()
                .map(Running::end)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private void finished(Done done) {
        if (running.remove(done.callId()) != null) {
            subAgents.record(done.events());
        }
    }

    /** The session is stopped, and its sub-agents with it: what they spent until then is booked. */
    private void awaitSubAgents() throws InterruptedException {
        threads.stop();
        while (running.values().stream()
                .anyMatch(call -> subAgents.of(call.call()).isPresent())) {
            var over = threads.poll(PATIENCE);
            if (over == null) {
                return;
            }
            CallThreads.outcome(over).ifPresent(this::finished);
        }
    }

    /** What came before the stop was noticed is kept. */
    private void recordFinished() throws InterruptedException {
        for (var over = threads.poll(Duration.ZERO); over != null; over = threads.poll(Duration.ZERO)) {
            CallThreads.outcome(over).ifPresent(this::finished);
        }
    }

    /** Interrupts and answers for the calls whose time is up; one that came in at the last moment is not among them. */
    private void giveUp(Instant end) {
        var late = running.values().stream()
                .filter(call -> !call.end().isAfter(end) && call.thread().cancel(true))
                .toList();
        late.forEach(call -> running.remove(call.call().id()));
        if (!late.isEmpty()) {
            subAgents.record(late.stream().map(this::answeredFor).toList());
        }
    }

    private SessionEvent answeredFor(Running late) {
        var allowed = Duration.between(late.began(), late.end());
        var text = "%s gave no result within %.1f s and was interrupted; whether it did its work is not known."
                .formatted(late.call().name(), Math.max(0, allowed.toMillis()) / 1000.0);
        return new SessionEvent.ToolFinished(
                ToolResult.error(late.call(), text), Duration.between(late.began(), session.now()));
    }
}
