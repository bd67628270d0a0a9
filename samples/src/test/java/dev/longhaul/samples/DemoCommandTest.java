package dev.longhaul.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a newcomer sees. */
class DemoCommandTest {

    @Test
    void the_help_names_the_exit_codes_of_all_that_cancels() {
        assertThat(Shell.run("--help").out().replaceAll("\\s+", " "))
                .contains("130 cancelled (143 by SIGTERM, 129 by SIGHUP)");
    }

    @Test
    void theDemoWorksAllTicketsThroughItsCompactionsAndSaysThatTheModelIsSimulated() {
        var demo = Shell.run("demo");

        assertThat(demo.exit()).isZero();
        assertThat(demo.out())
                .contains("SIMULATED model", "turn   1  [", "% of 50,000", "billed")
                .contains("checkpoint 3: 50,", "pinned   task (", "24 of 24 completed, each exactly once");
    }

    @Test
    void one_ticket_is_called_one() {
        assertThat(Shell.run("demo", "--tickets=1").out()).startsWith("Longhaul demo: a support agent, 1 ticket\n");
        assertThat(Shell.run("demo", "--tickets=2").out()).startsWith("Longhaul demo: a support agent, 2 tickets\n");
    }

    @Test
    void withoutPinsTheDemoLosesItsTaskAtTheFirstCompactionAndEndsEarly() {
        var with = Shell.run("demo", "--json");
        var without = Shell.run("demo", "--json", "--no-default-pins");

        assertThat(with.err()).contains("24 of 24 completed");
        assertThat(without.err()).contains("7 of 24 completed");
        assertThat(without.json().path("text").asText()).contains("Is there anything else you need?");
        assertThat(without.json().at("/compactions/accepted").asInt()).isEqualTo(1);
    }

    @Test
    void aCrossedTotalTokenBudgetWrapsUpWithExitThree() {
        var demo = Shell.run("demo", "--json", "--budget-total-tokens", "120000");

        assertThat(demo.exit()).isEqualTo(3);
        assertThat(demo.json().path("outcome").asText()).isEqualTo("wrapped_up");
        assertThat(demo.json().path("reason").asText()).isEqualTo("budget_exhausted");
        assertThat(demo.json().path("text").asText()).contains("Not done");
    }

    @Test
    void compactionsThatFreeNothingWrapUpWithExitThreeAndALastWord() {
        var demo = Shell.run("demo", "--json", "--fault", "always:ineffective-summary");

        assertThat(demo.err()).contains("go on with: ./agent resume ").doesNotContain("./agent raise");
        assertThat(demo.exit()).isEqualTo(3);
        assertThat(demo.json().path("outcome").asText()).isEqualTo("wrapped_up");
        assertThat(demo.json().path("reason").asText()).isEqualTo("compaction_loop");
        assertThat(demo.json().at("/compactions/count").asInt()).isLessThanOrEqualTo(4);
        assertThat(demo.json().path("turns").asInt()).isPositive();
        assertThat(demo.json().path("text").asText()).contains("Not done");
        assertThat(demo.err()).contains("15 of 24 completed, each exactly once");
    }

    @Test
    void withoutAnySummaryTheDemoGoesOnWithAnExtractAndThenWrapsUp() {
        var demo = Shell.run("demo", "--json", "--fault", "always:null-summary");

        assertThat(demo.exit()).isEqualTo(3);
        assertThat(demo.json().path("reason").asText()).isEqualTo("compaction_loop");
        assertThat(demo.json().at("/compactions/failed").asInt()).isEqualTo(4);
        assertThat(demo.err()).contains("15 of 24 completed, each exactly once");
    }

    @Test
    void aKeyInTheEnvironmentIsLeftAlone() {
        var demo = Shell.run(Map.of("ANTHROPIC_API_KEY", "sk-do-not-spend"), "demo", "--tickets", "1");

        assertThat(demo.exit()).isZero();
        assertThat(demo.out()).contains("SIMULATED").doesNotContain("sk-do-not-spend");
    }
}
