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

    private static final String ORDER = """
            {"id":1,"priority":"LOW","lines":[{"sku":"x","quantity":1},{"sku":"y","quantity":2}],"note":"n"}""";

    private record Tried(Keeping kinds, Tool tool, String valid) {

        /** JSON is written with single quotes. */
        private static Tried of(Keeping kinds, String name, String value) {
            return new Tried(kinds, Calls.named(name, kinds), "{\"value\":" + value.replace('\'', '"') + "}");
        }
    }

    private final List<Tried> all = List.of(
            Tried.of(new Kinds(), "order", ORDER),
            Tried.of(new Kinds(), "orders", "[" + ORDER + "]"),
            Tried.of(new Kinds(), "line", "{'sku':'x','quantity':1}"),
            Tried.of(new Kinds(), "percent", "{'value':7}"),
            Tried.of(new Kinds(), "choices", "['LOW']"),
            Tried.of(new Kinds(), "nestedLists", "[[1,2],[]]"),
            Tried.of(new Kinds(), "primitiveArray", "[1,2]"),
            Tried.of(new Kinds(), "maybe", "1"),
            Tried.of(new Kinds(), "uuid", "'123e4567-e89b-12d3-a456-426614174000'"),
            Tried.of(new SpelledKinds(), "duration", "'PT1H'"),
            Tried.of(new SpelledKinds(), "dates", "['2026-11-21']"),
            Tried.of(new SpelledKinds(), "uri", "'https://example.org/a'"),
            Tried.of(new FormKinds(), "byPriority", "{'LOW':'a','HIGH':'b'}"),
            Tried.of(new FormKinds(), "nestedMap", "{'a':{'b':true}}"),
            Tried.of(new FormKinds(), "payments", "[{'type':'Points','count':1},{'type':'gift_card'}]"),
            Tried.of(new FormKinds(), "visit", "{'from':'2026-11-21','stay':'P1D','wishes':{'LOW':[]}}"));

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
        var tried = all.get((int) Math.floorMod(seed, (long) all.size()));
        var tool = tried.tool();
        var kinds = tried.kinds();
        var input = new Mutations(seed).of(tried.valid());
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
}
