package dev.longhaul.loop;

import dev.longhaul.compaction.retention.FactInspector;
import dev.longhaul.compaction.retention.Inspection;
import dev.longhaul.compaction.retention.Retention;
import dev.longhaul.compaction.retention.SummaryInspector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user's inspector and contains it: where it throws, hangs or returns null, a {@link FactInspector} takes its place.
 * Thread-safe.
 */
public final class InspectorRunner {

    private final SummaryInspector inspector;
    private final ExecutorService executor;
    private final Duration timeout;

    public InspectorRunner(SummaryInspector inspector, ExecutorService executor, Duration timeout) {
        this.inspector = inspector;
        this.executor = executor;
        this.timeout = timeout;
    }

    /** What was found, and what went wrong on the way. */
    record Found(Retention retention, List<String> notes) {
        static final Found NOTHING = new Found(Retention.NOTHING, List.of());
    }

    Found inspect(Inspection inspection) throws InterruptedException {
        var notes = new ArrayList<String>();
        var found = ask(inspector, inspection, "the built-in one is used instead", notes);
        if (found == null) {
            found = ask(new FactInspector(), inspection, "taken as nothing found", notes);
        }
        return new Found(found == null ? Retention.NOTHING : found, notes);
    }

    private @Nullable Retention ask(SummaryInspector asked, Inspection inspection, String instead, List<String> notes)
            throws InterruptedException {
        var future = executor.submit(() -> asked.inspect(inspection));
        try {
            var found = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (found == null) {
                notes.add("the inspector failed: it returned null; " + instead);
            }
            return found;
        } catch (ExecutionException e) {
            notes.add("the inspector failed: " + e.getCause() + "; " + instead);
        } catch (TimeoutException e) {
            notes.add("the inspector failed: no answer within " + timeout.toMillis() / 1000.0 + " s; " + instead);
        } finally {
            future.cancel(true);
        }
        return null;
    }
}
