package dev.longhaul.samples.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {

    private final SupportBrain brain = new SupportBrain();

    @Test
    void itKeepsTheCountTheTicketAtHandAndTheNextStep() {
        var summary = Seen.task()
                .workedUpTo(Step.COMPLETE)
                .step(Step.COMPLETE, "T-1", "")
                .call(View.FETCH, "{}", Seen.TICKET.replace("T-1", "T-2"))
                .step(Step.CLASSIFY, "T-2", "billing")
                .summarised();
        assertThat(summary)
                .contains("Progress: 1 ticket is done.", "Last ticket done: T-1", "Ticket at hand: T-2")
                .contains("Customer: Ana Silva", "Steps done: fetched; classified as billing")
                .contains("Next step: search the knowledge base");
    }

    @Test
    void itLosesTheRuleAndEverythingExact() {
        var seen = Seen.task().workedUpTo(Step.DRAFT);
        assertThat(Task.rule(seen.context())).isPresent();
        var summary = seen.summarised();
        assertThat(Task.rule(new Seen().summary(summary).context())).isEmpty();
        assertThat(summary).doesNotContain("49.99", "ORD-123456", "at once", "empty", "until");
    }

    @Test
    void itIsShortAndAlwaysTheSame() {
        var seen = Seen.task().workedUpTo(Step.DRAFT);
        assertThat(seen.summarised()).isEqualTo(seen.summarised()).hasSizeBetween(600, 1_500);
    }

    @Test
    void itAddsToWhatAnEarlierOneCounted() {
        var first = Seen.task()
                .workedUpTo(Step.COMPLETE)
                .step(Step.COMPLETE, "T-1", "")
                .summarised();
        var second = new Seen()
                .summary(first)
                .call(View.FETCH, "{}", Seen.TICKET.replace("T-1", "T-2"))
                .step(Step.COMPLETE, "T-2", "")
                .summarised();
        assertThat(second).contains("Progress: 2 tickets are done.", "Last ticket done: T-2", "Ticket at hand: none");
    }

    @Test
    void withoutAnyTicketItIsStillHonest() {
        assertThat(Seen.task().summarised()).contains("Progress: 0 tickets are done.", "Ticket at hand: none");
    }

    @Test
    void itKeepsWhatTheInstructionsAskFor() {
        var context = Seen.task().workedUpTo(Step.DRAFT).context();
        assertThat(brain.summarise(context, "Keep the task's rules.")).contains("Continue until the queue is empty");
        assertThat(brain.summarise(context, "Keep exact amounts.")).contains("$49.99, ORD-123456");
    }

    @Test
    void idsOfAnyFormSurvive() {
        var summary = Seen.task()
                .call(View.FETCH, "{}", Seen.TICKET.replace("T-1", "Case 7; part: 2."))
                .summarised();
        assertThat(new Seen().summary(summary).summarised()).contains("Ticket at hand: Case 7; part: 2.");
    }
}
