package dev.longhaul.budget;

import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is paid for what in one reply (wire spec §1.5). The parts add up to {@link ReplyUsage#billed()}, so money and tokens
 * cannot drift apart. Pure.
 */
final class Bill {

    /** Stands for a model whose name we were not told. */
    static final String UNNAMED_ADVISOR = "an advisor without a name";

    private Bill() {}

    /** One sampling, or the whole reply, at one model's price. */
    record Part(String model, Kind kind, Usage usage) {}

    /** The parts of a reply to a request for {@code model}. */
    static List<Part> parts(String model, ReplyUsage usage) {
        var fallback = fallback(usage);
        if (fallback != null) {
            return List.of(new Part(payee(fallback, model), Kind.FALLBACK, usage.reported()));
        }
        if (usage.iterations().isEmpty()) {
            return List.of(new Part(model, Kind.MESSAGE, usage.reported()));
        }
        return usage.iterations().stream()
                .map(iteration -> new Part(payee(iteration, model), iteration.kind(), iteration.usage()))
                .toList();
    }

    /** The last one: it gave the answer, and the top level describes it. */
    private static @Nullable Iteration fallback(ReplyUsage usage) {
        Iteration last = null;
        for (var iteration : usage.iterations()) {
            if (iteration.kind() == Kind.FALLBACK) {
                last = iteration;
            }
        }
        return last;
    }

    private static String payee(Iteration iteration, String requested) {
        if (!iteration.model().isEmpty()) {
            return iteration.model();
        }
        return iteration.kind() == Kind.ADVISOR ? UNNAMED_ADVISOR : requested;
    }
}
