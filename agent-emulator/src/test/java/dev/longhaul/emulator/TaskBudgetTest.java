package dev.longhaul.emulator;

import static dev.longhaul.emulator.Body.saying;
import static dev.longhaul.emulator.Body.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.emulator.Client.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code output_config.task_budget}, wire spec §6.7: taken as the service takes it, and no limit. */
class TaskBudgetTest {

    private static final String[] BETA = {"anthropic-beta", "task-budgets-2026-03-13"};
    private static final String GOOD = "{'type': 'tokens', 'total': 20000}";

    private static Body body(String budget) {
        return saying("Hi").with("model", "'claude-opus-5-5'").with("output_config", "{'task_budget': " + budget + "}");
    }

    private static Reply sent(Body body, String... headers) throws Exception {
        var reply = new Reply[1];
        Play.run((client, brain, emulator) -> reply[0] = client.send(body.build(), headers));
        return reply[0];
    }

    @Test
    void itIsTakenWithItsHeaderAndLimitsNothing() throws Exception {
        assertThat(sent(body(GOOD), BETA).status()).isEqualTo(200);
    }

    @Test
    void withoutItsHeaderItIsAFieldNobodyKnows() throws Exception {
        assertThat(sent(body(GOOD)).error()).isEqualTo("output_config.task_budget: Extra inputs are not permitted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'tokens', 'total': 19999} | output_config.task_budget.total: Input should be greater than or equal to 20000",
                "{'type': 'tokens'} | output_config.task_budget.total: Field required",
                "{'type': 'dollars', 'total': 20000} | output_config.task_budget.type: Input should be 'tokens'",
                "{'type': 'tokens', 'total': 20000, 'hard': true} | output_config.task_budget.hard: Extra inputs are not permitted",
                "{'type': 'tokens', 'total': 20000, 'remaining': -1} | output_config.task_budget.remaining: Input should be greater",
                "7 | output_config.task_budget: Input should be a valid dictionary"
            },
            quoteCharacter = '"')
    void whatItCannotBeIsRefused(String budget, String complaint) throws Exception {
        assertThat(sent(body(budget), BETA).error()).startsWith(complaint);
    }

    @Test
    void whatRemainsOfItIsForClientsThatCompactByThemselves() throws Exception {
        var remaining = "{'type': 'tokens', 'total': 20000, 'remaining': 5}";
        assertThat(sent(body(remaining), BETA).status()).isEqualTo(200);
        assertThat(sent(body(remaining).compactAt(50_000), "anthropic-beta", BETA[1] + "," + Client.COMPACTION)
                        .error())
                .isEqualTo("output_config.task_budget.remaining: may not be used together with `compact_20260112`");
        assertThat(sent(body(remaining).summarise(), "anthropic-beta", BETA[1] + "," + Client.ON_DEMAND)
                        .error())
                .startsWith("output_config.task_budget.remaining: may not be used together");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-sonnet-5",
                "claude-haiku-4-5-20251001",
                "claude-opus-4-6",
                "claude-opus-4-20250514",
                "claude-opus-4-5-20251101"
            })
    void aModelThatDoesNotKnowItRefusesIt(String model) throws Exception {
        assertThat(sent(body(GOOD).with("model", "'" + model + "'"), BETA).error())
                .isEqualTo("output_config.task_budget: " + model + " does not support task budgets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-opus-4-7",
                "claude-opus-4-8-20260601",
                "claude-opus-5",
                "claude-fable-5-2",
                "claude-mythos-5",
                "claude-sonnet-5-5",
                "my-own"
            })
    void othersTakeIt(String model) throws Exception {
        assertThat(sent(body(GOOD).with("model", "'" + model + "'"), BETA).status())
                .isEqualTo(200);
    }

    @Test
    void changingItBreaksTheCache() throws Exception {
        Play.run((client, brain, emulator) -> {
            cost(client, GOOD);
            assertThat(cost(client, GOOD)).isPositive();
            assertThat(cost(client, "{'type': 'tokens', 'total': 30000}")).isZero();
        });
    }

    /** Tokens read from the cache. */
    private static long cost(Client client, String budget) throws IOException, InterruptedException {
        var body = saying(tokens(2_000))
                .with("model", "'claude-opus-5-5'")
                .with("cache_control", "{'type': 'ephemeral'}")
                .with("output_config", "{'task_budget': " + budget + "}");
        return client.send(body.build(), BETA)
                .usage()
                .path("cache_read_input_tokens")
                .asLong();
    }
}
