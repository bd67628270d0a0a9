package dev.longhaul.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.longhaul.tool.Tool;
import dev.longhaul.tool.ToolResult;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whatever a model sends, a call ends in a result. Replay a failure with {@code -Dlonghaul.seed=<seed>}. */
class ArgumentMutationsTest {

    private static final int TRIES = 20_000;

    private static final List<String> TOOLS =
            List.of("order", "orders", "line", "percent", "choices", "nestedLists", "primitiveArray", "maybe", "uuid");

    private static final String VALID = """
            {"value":{"id":1,"priority":"LOW","lines":[{"sku":"x","quantity":1},{"sku":"y","quantity":2}],"note":"n"}}""";

    private final Kinds kinds = new Kinds();
    private final List<Tool> all = AnnotatedTools.of(kinds);

    @Test
    void arguments_spoilt_at_random_never_throw_and_never_reach_the_method_undecoded() {
        var replayed = Long.getLong("longhaul.seed");
        if (replayed != null) {
            check(replayed);
            return;
        }
        long first = System.nanoTime();
        int accepted = 0;
        for (long seed = first; seed < first + TRIES; seed++) {
            accepted += check(seed).isError() ? 0 : 1;
        }
        assertThat(accepted).as("both outcomes are tried").isBetween(TRIES / 100, TRIES - TRIES / 100);
    }

    private ToolResult check(long seed) {
        var tool = tool(seed);
        var input = new Mutations(seed).of(VALID);
        var about = "seed %d: %s(%s)".formatted(seed, tool.spec().name(), input);
        kinds.seen = "not called";

        var result = new AtomicReference<ToolResult>();
        assertThatCode(() -> result.set(Calls.call(tool, input))).as(about).doesNotThrowAnyException();
        var told = Objects.requireNonNull(result.get());
        assertThat(told.callId()).as(about).isEqualTo("call-1");
        assertThat(told.text()).as(about).isNotBlank().hasSizeLessThan(5000);
        assertThat("not called".equals(kinds.seen)).as(about).isEqualTo(told.isError());
        return told;
    }

    private Tool tool(long seed) {
        var name = TOOLS.get((int) Math.floorMod(seed, (long) TOOLS.size()));
        return all.stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
