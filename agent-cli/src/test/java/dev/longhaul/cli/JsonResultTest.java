package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Ledger;
import dev.longhaul.compaction.CompactionHistory;
import dev.longhaul.model.ReplyUsage;
import dev.longhaul.model.Usage;
import dev.longhaul.session.Memory;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JsonResultTest {

    private static final SessionReport REPORT = new SessionReport(
            "s1",
            "All \"done\".",
            3,
            Ledger.EMPTY
                    .settle(ReplyUsage.of(new Usage(10, 5, 20, 1, 300)))
                    .toolAnswered()
                    .charge(7),
            CompactionHistory.NONE,
            Memory.NONE,
            Budget.totalTokens(1_000),
            Duration.ofSeconds(2));

    @Test
    void theObjectHasTheContractsFieldsAndNothingElse() {
        assertThat(new JsonResult().line(new Outcome.WrappedUp(REPORT, "budget_exhausted", "for people")))
                .isEqualTo("{\"session\":\"s1\",\"outcome\":\"wrapped_up\",\"reason\":\"budget_exhausted\","
                        + "\"text\":\"All \\\"done\\\".\",\"turns\":3,\"toolCalls\":1,"
                        + "\"compactions\":{\"count\":0,\"failed\":0,\"accepted\":0},"
                        + "\"usage\":{\"input\":10,\"output\":5,\"cacheWrite\":21,\"cacheRead\":300,\"unknown\":7},"
                        + "\"costUsd\":null,\"budget\":{\"totalTokens\":{\"limit\":1000,\"spent\":336},"
                        + "\"billedTokens\":{\"limit\":null,\"spent\":343,\"reserved\":0},"
                        + "\"usd\":{\"limit\":null,\"spent\":null}},"
                        + "\"retention\":{\"lost\":0,\"reinjected\":0}}");
    }

    @Test
    void everyOutcomeHasItsWordAndItsExitCode() {
        assertOutcome(new Outcome.Completed(REPORT), "completed", 0);
        assertOutcome(new Outcome.Failed(REPORT, "r", "d"), "failed", 1);
        assertOutcome(new Outcome.WrappedUp(REPORT, "r", "d"), "wrapped_up", 3);
        assertOutcome(new Outcome.Stopped(REPORT, "r", "d"), "stopped", 4);
        assertOutcome(new Outcome.Suspended(REPORT, "r", "d"), "suspended", 5);
        assertOutcome(new Outcome.Cancelled(REPORT, "r", "d"), "cancelled", 130);
    }

    private static void assertOutcome(Outcome outcome, String word, int code) {
        assertThat(JsonResult.word(outcome)).isEqualTo(word);
        assertThat(ExitCode.of(outcome)).isEqualTo(code);
    }
}
