package dev.longhaul.loop;

import dev.longhaul.compaction.Checkpoint;
import dev.longhaul.compaction.CheckpointHook;
import dev.longhaul.compaction.Decision;
import dev.longhaul.compaction.FailedCompaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the user's hooks and contains them: one that throws or hangs costs its say, never the session. Thread-safe. */
public final class HookRunner {

    private final List<CheckpointHook> hooks;
    private final ExecutorService executor;
    private final Duration timeout;

    public HookRunner(List<CheckpointHook> hooks, ExecutorService executor, Duration timeout) {
        this.hooks = List.copyOf(hooks);
        this.executor = executor;
        this.timeout = timeout;
    }

    /** What the hooks say, and what went wrong with them. */
    record Said(Decision decision, List<String> notes) {}

    /** What one hook is asked. */
    @FunctionalInterface
    private interface Question {
        Decision to(CheckpointHook hook) throws Exception;
    }

    /** The first decision that is not a plain accept; accept if there is none. */
    Said ask(Checkpoint checkpoint) throws InterruptedException {
        return ask(hook -> hook.at(checkpoint));
    }

    /** The same about a summary that is not going to be taken; accept leaves what was planned. */
    Said tell(FailedCompaction failure) throws InterruptedException {
        return ask(hook -> hook.atFailure(failure));
    }

    private Said ask(Question question) throws InterruptedException {
        var notes = new ArrayList<String>();
        for (int i = 0; i < hooks.size(); i++) {
            var decision = ask(hooks.get(i), i + 1, question, notes);
            if (!(decision instanceof Decision.Accept)) {
                return new Said(decision, notes);
            }
        }
        return new Said(Decision.accept(), notes);
    }

    // A hook may be written without null checks, so what it returns is not taken on trust.
    @SuppressWarnings("ConstantValue")
    private Decision ask(CheckpointHook hook, int number, Question question, List<String> notes)
            throws InterruptedException {
        var future = executor.submit(() -> question.to(hook));
        try {
            var decision = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (decision != null) {
                return decision;
            }
            notes.add("checkpoint hook " + number + " returned null; taken as accept");
        } catch (ExecutionException e) {
            notes.add("checkpoint hook " + number + " failed, taken as accept: " + e.getCause());
        } catch (TimeoutException e) {
            notes.add("checkpoint hook " + number + " gave no answer within " + timeout.toSeconds()
                    + " s, taken as accept");
        } finally {
            future.cancel(true);
        }
        return Decision.accept();
    }
}
