package dev.longhaul.loop;

import dev.longhaul.compaction.Beginning;
import dev.longhaul.compaction.Pin;
import dev.longhaul.compaction.PinnedText;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks for the states that are pinned, side by side, and contains who is asked: one that throws, hangs or has nothing to say
 * costs its news, never the session. Thread-safe.
 */
public final class StateSuppliers {

    private final Map<String, Supplier<String>> suppliers = new HashMap<>();
    private final ExecutorService executor;
    private final Duration timeout;

    /**
     * Sets up who is asked.
     *
     * @param pins those among them that are {@link Pin.Supplied}
     * @param timeout for all of them together, after which those that have not answered are interrupted
     */
    public StateSuppliers(List<? extends Pin> pins, ExecutorService executor, Duration timeout) {
        for (var pin : pins) {
            if (pin instanceof Pin.Supplied supplied) {
                suppliers.put(supplied.name(), supplied.supplier());
            }
        }
        this.executor = executor;
        this.timeout = timeout;
    }

    /**
     * What each state among the pins says now; what it said last, with a note, where it says nothing.
     *
     * @param lastKnown what they said last, by name
     */
    public Map<String, PinnedText> ask(List<? extends Pin> pins, Map<String, String> lastKnown)
            throws InterruptedException {
        var names = pins.stream()
                .map(Pin::recorded)
                .filter(Pin.State.class::isInstance)
                .map(Pin::name)
                .toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        var answers = executor.invokeAll(
                names.stream().map(this::question).toList(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        var states = new LinkedHashMap<String, PinnedText>();
        for (int i = 0; i < names.size(); i++) {
            states.put(names.get(i), state(names.get(i), answers.get(i), lastKnown));
        }
        return states;
    }

    // A supplier may be written without null checks, so what it returns is not taken on trust.
    private Callable<Optional<String>> question(String name) {
        var supplier = suppliers.get(name);
        return () -> {
            if (supplier == null) {
                throw new IllegalStateException("this agent was built without the pin \"" + name + "\"");
            }
            return Optional.ofNullable(supplier.get());
        };
    }

    private PinnedText state(String name, Future<Optional<String>> answer, Map<String, String> lastKnown)
            throws InterruptedException {
        if (answer.isCancelled()) {
            return old(name, "it gave no answer within " + timeout.toMillis() / 1000.0 + " s", lastKnown);
        }
        try {
            return answer.get()
                    .map(said -> fresh(name, said))
                    .orElseGet(() -> old(name, "it returned null", lastKnown));
        } catch (ExecutionException e) {
            return old(name, "it failed: " + e.getCause(), lastKnown);
        }
    }

    private static PinnedText fresh(String name, String said) {
        var begun = Beginning.of(said, Pin.MOST_CHARS);
        return new PinnedText(
                name,
                begun.text(),
                begun.missing() == 0 ? "" : "(cut here: %,d bytes more were said)".formatted(begun.missing()));
    }

    private static PinnedText old(String name, String why, Map<String, String> lastKnown) {
        var last = lastKnown.getOrDefault(name, "");
        return new PinnedText(
                name,
                last,
                "(%s; %s)".formatted(why, last.isEmpty() ? "nothing is known of it" : "this is what it said last"));
    }
}
