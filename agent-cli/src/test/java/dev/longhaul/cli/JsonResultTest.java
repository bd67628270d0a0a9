package dev.longhaul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.budget.Amounts;
import dev.longhaul.budget.Budget;
import dev.longhaul.budget.Charge;
import dev.longhaul.budget.Costs;
import dev.longhaul.budget.Ledger;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.Purpose;
import dev.longhaul.budget.Settlement;
import dev.longhaul.budget.Spent;
import dev.longhaul.compaction.CompactionForm;
import dev.longhaul.compaction.CompactionHistory;
import dev.longhaul.compaction.Decision;
import dev.longhaul.model.Usage;
import dev.longhaul.session.CompactionRecord;
import dev.longhaul.session.Handoff;
import dev.longhaul.session.Memory;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionReport;
import dev.longhaul.tool.TodoList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonResultTest {

    private static final CompactionRecord BOUNDARY = new CompactionRecord(
            1,
            Instant.parse("2026-11-25T08:00:00Z"),
            Duration.ofMillis(2_500),
            CompactionForm.ON_DEMAND,
            75_000,
            1_200,
            Usage.of(75_100, 800),
            false,
            0.75,
            3,
            2,
            List.of("task"),
            Decision.accept(),
            List.of("a note"));

    private static final Settlement PAID = new Settlement(
            List.of(new Settlement.Part(
                    Purpose.WORK,
                    "model-1",
                    new Spent(
                            new Usage(10, 5, 20, 1, 300),
                            new Costs(
                                    Money.parse("0.05"),
                                    Money.parse("0.10"),
                                    Money.parse("0.07"),
                                    Money.parse("0.03"),
                                    Money.parse("1.50"))),
                    true)),
            Charge.NONE);

    private static final SessionReport REPORT = new SessionReport(
            "s1",
            "All \"done\".",
            3,
            Ledger.EMPTY
                    .settle(PAID, OptionalLong.of(336))
                    .toolAnswered()
                    .charge(new Charge(7, Money.parse("0.000007"))),
            CompactionHistory.NONE,
            Memory.NONE,
            List.of(BOUNDARY),
            Budget.totalTokens(1_000).dollars(20),
            Amounts.NONE,
            Duration.ofSeconds(2),
            new Handoff(
                    "A summary.",
                    List.of(new TodoList.Item("call the smith", TodoList.Status.IN_PROGRESS)),
                    List.of(new Handoff.UnfinishedCall("look", "{}")),
                    List.of("And the gate?"),
                    "All \"done\".",
                    true));

    @Test
    void theObjectHasTheContractsFieldsAndNothingElse() {
        assertThat(new JsonResult().line(new Outcome.WrappedUp(REPORT, "budget_exhausted", "for people")))
                .isEqualTo("{\"session\":\"s1\",\"outcome\":\"wrapped_up\",\"reason\":\"budget_exhausted\","
                        + "\"detail\":\"for people\",\"text\":\"All \\\"done\\\".\",\"turns\":3,\"toolCalls\":1,"
                        + "\"compactions\":{\"count\":0,\"failed\":0,\"accepted\":0,\"boundaries\":[{\"number\":1,"
                        + "\"at\":\"2026-11-25T08:00:00Z\",\"seconds\":2.5,\"form\":\"on-demand\",\"before\":75000,\"after\":1200,"
                        + "\"cost\":{\"input\":75100,\"output\":800,\"cacheWrite\":0,\"cacheRead\":0},\"failed\":false,"
                        + "\"retention\":{\"score\":0.75,\"lost\":3,\"reinjected\":2},\"pins\":[\"task\"],"
                        + "\"decision\":\"accept\",\"notes\":[\"a note\"]}]},"
                        + "\"usage\":{\"input\":10,\"output\":5,\"cacheWrite\":21,\"cacheRead\":300,\"unknown\":7},"
                        + "\"costUsd\":0.250007,\"budget\":{\"totalTokens\":{\"limit\":1000,\"spent\":336},"
                        + "\"billedTokens\":{\"limit\":null,\"spent\":343,\"reserved\":0},"
                        + "\"usd\":{\"limit\":20,\"spent\":0.250007}},"
                        + "\"retention\":{\"lost\":0,\"reinjected\":0},"
                        + "\"handoff\":{\"summary\":\"A summary.\","
                        + "\"open\":[{\"text\":\"call the smith\",\"status\":\"in_progress\"}],"
                        + "\"unfinished\":[{\"tool\":\"look\",\"input\":\"{}\"}],\"unread\":[\"And the gate?\"],"
                        + "\"next\":\"All \\\"done\\\".\",\"isLastWord\":true}}");
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
