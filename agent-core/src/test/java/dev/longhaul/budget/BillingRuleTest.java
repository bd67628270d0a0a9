package dev.longhaul.budget;

import static dev.longhaul.budget.Prices.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.ReplyUsage.Iteration;
import dev.longhaul.model.ReplyUsage.Kind;
import dev.longhaul.model.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is paid for what in a reply (wire spec §1.5). The seed in a failing test's name brings it back. */
class BillingRuleTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    /** A dollar for a million tokens of {@code own}, ten for {@code other}, and five of {@code banded} above 100 tokens. */
    private static final PriceList LIST = Prices.list(
            entry("own", "", 0, "1"),
            entry("other", "", 0, "10"),
            entry("banded", "", 0, "1"),
            entry("banded", "", 100, "5"));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static Iteration part(Kind kind, String model, long tokens) {
        return new Iteration(kind, model, Usage.of(tokens, 0));
    }

    private static Cost cost(String model, long reported, Iteration... parts) {
        return LIST.cost(model, DAY, new ReplyUsage(Usage.of(reported, 0), List.of(parts)));
    }

    /** Millionths of a dollar: as many as tokens at a dollar for a million. */
    private static Cost micros(long micros) {
        return Cost.of(new Money(micros * 1_000_000));
    }

    @Test
    void without_iterations_the_top_level_is_paid() {
        assertThat(cost("own", 500)).isEqualTo(micros(500));
    }

    @Test
    void samplings_and_compactions_are_paid_at_the_requests_model() {
        assertThat(cost("own", 20, part(Kind.COMPACTION, "", 300), part(Kind.MESSAGE, "", 20)))
                .isEqualTo(micros(320));
    }

    @Test
    void a_sampling_that_names_its_model_is_paid_at_that_one() {
        assertThat(cost("own", 20, part(Kind.MESSAGE, "other", 20), part(Kind.MESSAGE, "", 7)))
                .isEqualTo(micros(207));
    }

    @Test
    void an_advisor_is_paid_at_its_own_price() {
        assertThat(cost("own", 20, part(Kind.MESSAGE, "", 20), part(Kind.ADVISOR, "other", 50)))
                .isEqualTo(micros(520));
    }

    @Test
    void an_advisor_nobody_named_is_not_taken_for_the_requests_model() {
        var cost = cost("own", 20, part(Kind.MESSAGE, "", 20), part(Kind.ADVISOR, "", 50));
        assertThat(cost.known()).isEqualTo(micros(20).known());
        assertThat(cost.unpriced()).containsExactly("an advisor without a name");
    }

    @Test
    void where_a_fallback_answered_the_top_level_is_paid_at_its_model_and_nothing_else() {
        assertThat(cost(
                        "own",
                        30,
                        part(Kind.COMPACTION, "", 900),
                        part(Kind.MESSAGE, "", 20),
                        part(Kind.FALLBACK, "other", 30),
                        part(Kind.ADVISOR, "other", 400)))
                .isEqualTo(micros(300));
    }

    @Test
    void of_two_fallbacks_the_last_one_answered() {
        assertThat(cost("own", 30, part(Kind.FALLBACK, "missing", 20), part(Kind.FALLBACK, "other", 30)))
                .isEqualTo(micros(300));
    }

    @Test
    void a_fallback_without_a_name_is_the_requests_own_model() {
        assertThat(cost("own", 30, part(Kind.FALLBACK, "", 30))).isEqualTo(micros(30));
    }

    @Test
    void an_iteration_of_a_kind_nobody_knows_is_paid_too() {
        assertThat(cost("own", 20, part(Kind.UNKNOWN, "", 70))).isEqualTo(micros(70));
        assertThat(cost("own", 20, part(Kind.UNKNOWN, "other", 70))).isEqualTo(micros(700));
    }

    @Test
    void each_iteration_is_in_the_band_of_its_own_prompt() {
        assertThat(cost("banded", 90, part(Kind.COMPACTION, "", 101), part(Kind.MESSAGE, "", 90)))
                .isEqualTo(micros(5 * 101 + 90));
        assertThat(cost("banded", 160, part(Kind.MESSAGE, "", 80), part(Kind.MESSAGE, "", 80)))
                .isEqualTo(micros(160));
    }

    @Test
    void cache_tokens_count_for_the_band_and_output_does_not() {
        assertThat(LIST.cost("banded", DAY, ReplyUsage.of(new Usage(1, 1, 50, 0, 50))))
                .isEqualTo(micros(5 * 102));
        assertThat(LIST.cost("banded", DAY, ReplyUsage.of(new Usage(1, 900, 49, 0, 50))))
                .isEqualTo(micros(1_000));
    }

    @Test
    void what_has_no_price_is_named_and_not_free() {
        var cost = cost(
                "missing",
                20,
                part(Kind.MESSAGE, "", 20),
                part(Kind.ADVISOR, "absent", 5),
                part(Kind.ADVISOR, "other", 3),
                part(Kind.MESSAGE, "", 20));
        assertThat(cost.isComplete()).isFalse();
        assertThat(cost.unpriced()).containsExactly("absent", "missing");
        assertThat(cost.known()).isEqualTo(micros(30).known());
    }

    @Test
    void nothing_used_costs_nothing_whatever_its_price() {
        assertThat(LIST.cost("missing", DAY, ReplyUsage.NONE)).isEqualTo(Cost.NONE);
    }

    @Test
    void costs_add_up_and_name_each_model_once() {
        var sum = Cost.unpriced("b").plus(micros(5)).plus(Cost.unpriced("a")).plus(Cost.unpriced("b"));
        assertThat(sum).isEqualTo(new Cost(micros(5).known(), List.of("b", "a", "b")));
        assertThat(sum.unpriced()).containsExactly("a", "b");
        assertThat(micros(5).isComplete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_parts_of_a_bill_are_the_tokens_that_the_ledger_books(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var usage = new ReplyUsage(
                    tokens(random),
                    Stream.generate(() -> iteration(random))
                            .limit(random.nextInt(5))
                            .toList());
            var paid = Bill.parts("own", usage).stream().map(Bill.Part::usage).reduce(Usage.NONE, Usage::plus);
            assertThat(paid).isEqualTo(usage.billed());
        }
    }

    private static Iteration iteration(Random random) {
        var kinds = List.of(Kind.values());
        return new Iteration(
                kinds.get(random.nextInt(kinds.size())), random.nextBoolean() ? "" : "other", tokens(random));
    }

    private static Usage tokens(Random random) {
        return new Usage(
                random.nextInt(1_000),
                random.nextInt(1_000),
                random.nextInt(1_000),
                random.nextInt(1_000),
                random.nextInt(1_000));
    }
}
