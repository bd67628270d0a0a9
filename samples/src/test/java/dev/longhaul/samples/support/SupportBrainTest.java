package dev.longhaul.samples.support;

import static dev.longhaul.samples.support.Seen.argument;
import static dev.longhaul.samples.support.Seen.text;
import static dev.longhaul.samples.support.Seen.tools;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.emulator.VisibleContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportBrainTest {

    private static final String LOSS = "That was the ticket I was working on. Is there anything else you need?";
    private static final String CONTINUE = "The conversation before this point was compacted. Continue the work.";
    private static final String PINNED = CONTINUE + "\n\n<pinned name=\"task\">\n" + SupportAgent.TASK + "\n</pinned>";

    @Test
    void itBeginsByFetchingATicket() {
        assertThat(tools(Seen.task().answer())).containsExactly("get_next_ticket");
    }

    @Test
    void itTakesTheStepsInTheirOrder() {
        assertThat(tools(Seen.task().workedUpTo(Step.CLASSIFY).answer())).containsExactly("classify_ticket");
        assertThat(tools(Seen.task().workedUpTo(Step.SEARCH).answer())).containsExactly("search_knowledge_base");
        assertThat(tools(Seen.task().workedUpTo(Step.PRIORITISE).answer())).startsWith("set_priority");
        assertThat(tools(Seen.task().workedUpTo(Step.ROUTE).answer())).containsExactly("route_to_team");
        assertThat(tools(Seen.task().workedUpTo(Step.DRAFT).answer())).containsExactly("draft_response");
        assertThat(tools(Seen.task().workedUpTo(Step.COMPLETE).answer())).containsExactly("mark_complete");
    }

    @Test
    void forSomeTicketsItCallsTwoToolsAtOnce() {
        assertThat(List.of("T-1", "T-2")).anySatisfy(id -> {
            var seen = Seen.task()
                    .call(View.FETCH, "{}", Seen.TICKET.replace("T-1", id))
                    .step(Step.CLASSIFY, id, "billing")
                    .step(Step.SEARCH, id, "charged");
            assertThat(tools(seen.answer())).containsExactly("set_priority", "route_to_team");
        });
    }

    @Test
    void aDraftHasWhatTheTicketAndTheArticleSay() {
        var draft = argument(Seen.task().workedUpTo(Step.DRAFT).answer(), "response");
        assertThat(draft).contains("Dear Ana Silva", "$49.99", "ORD-123456", "gets the second charge back at once");
        assertThat(draft).hasSizeBetween(1_000, 1_500);
    }

    @Test
    void aDraftFitsIntoTheTokensItMayHave() {
        var seen = Seen.task().workedUpTo(Step.DRAFT).maxTokens(200);
        assertThat(argument(seen.answer(), "response")).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void afterATicketItGoesOnIfTheTaskSaysSo() {
        var seen = Seen.task().workedUpTo(Step.COMPLETE).step(Step.COMPLETE, "T-1", "");
        assertThat(tools(seen.answer())).containsExactly("get_next_ticket");
    }

    @Test
    void theTaskMayPutTheRuleInOtherWords() {
        for (var task : List.of("Work through the queue until it is empty", "Handle all open tickets.")) {
            var seen = new Seen().user(task).workedUpTo(Step.COMPLETE).step(Step.COMPLETE, "T-1", "");
            assertThat(tools(seen.answer())).containsExactly("get_next_ticket");
        }
    }

    @Test
    void aTaskOfOneTicketEndsWithIt() {
        var seen = new Seen().user("Handle the next ticket.");
        assertThat(tools(seen.answer())).containsExactly("get_next_ticket");
        seen.workedUpTo(Step.COMPLETE).step(Step.COMPLETE, "T-1", "");
        assertThat(text(seen.answer())).startsWith("Ticket T-1 is complete.");
    }

    @Test
    void withTheQueueEmptyItReports() {
        var seen = Seen.task()
                .workedUpTo(Step.COMPLETE)
                .step(Step.COMPLETE, "T-1", "")
                .call(View.FETCH, "{}", Seen.EMPTY);
        assertThat(text(seen.answer())).startsWith("The queue is empty. Done: 1 ticket, the last of them T-1.");
        assertThat(seen.answer().stopReason()).isEqualTo("end_turn");
    }

    @Test
    void aTicketTheDeskStillMissesIsWorkedOn() {
        var seen = Seen.task().call(View.FETCH, "{}", "{\"error\":\"empty\",\"total\":2,\"not_completed\":[\"T-2\"]}");
        assertThat(tools(seen.answer())).containsExactly("classify_ticket");
        assertThat(argument(seen.answer(), "ticket_id")).isEqualTo("T-2");
    }

    @Test
    void behindASummaryItGoesOnWithTheTicketAtHand() {
        var summary = Seen.task().workedUpTo(Step.DRAFT).summarised();
        var seen = new Seen().summary(summary).user(PINNED);
        assertThat(tools(seen.answer())).containsExactly("draft_response");
        assertThat(argument(seen.answer(), "ticket_id")).isEqualTo("T-1");
    }

    @Test
    void behindASummaryTheDraftLacksWhatWasForgotten() {
        var summary = Seen.task().workedUpTo(Step.DRAFT).summarised();
        var draft = argument(new Seen().summary(summary).user(PINNED).answer(), "response");
        assertThat(draft).contains("Ana Silva", "Charged twice").doesNotContain("49.99", "ORD-123456");
    }

    @Test
    void aKeptTailIsNotCountedTwice() {
        var seen = Seen.task().workedUpTo(Step.COMPLETE).step(Step.COMPLETE, "T-1", "");
        var behind = new Seen()
                .summary(seen.summarised())
                .step(Step.COMPLETE, "T-1", "")
                .plus(PINNED);
        assertThat(tools(behind.answer())).containsExactly("get_next_ticket");
        assertThat(behind.summarised()).contains("Progress: 1 ticket is done.");
    }

    @Test
    void aKeptTailTellsMoreThanTheSummary() {
        var summary = Seen.task().workedUpTo(Step.CLASSIFY).summarised();
        var seen =
                new Seen().summary(summary).call(View.FETCH, "{}", Seen.TICKET).plus(CONTINUE);
        seen.step(Step.CLASSIFY, "T-1", "billing").step(Step.SEARCH, "T-1", "x");
        seen.step(Step.PRIORITISE, "T-1", "high").step(Step.ROUTE, "T-1", "billing-team");
        assertThat(argument(seen.answer(), "response")).contains("ORD-123456");
    }

    @Test
    void withoutTheRuleItFinishesTheTicketAndStops() {
        var summary = Seen.task().workedUpTo(Step.COMPLETE).summarised();
        var seen = new Seen().summary(summary).user(CONTINUE);
        assertThat(tools(seen.answer())).containsExactly("mark_complete");
        seen.step(Step.COMPLETE, "T-1", "");
        assertThat(text(seen.answer())).isEqualTo(LOSS);
    }

    @Test
    void aSummaryThatIsNotItsOwnTellsItNothing() {
        var seen = new Seen().summary("Some work was done.").user(PINNED);
        assertThat(tools(seen.answer())).containsExactly("get_next_ticket");
        assertThat(text(new Seen().summary("Some work was done.").user(CONTINUE).answer()))
                .isEqualTo(LOSS);
    }

    @Test
    void askedToWrapUpItSaysWhatIsDoneAndWhatIsNot() {
        var answer = Seen.task()
                .workedUpTo(Step.DRAFT)
                .plus("It is time to wrap up: the budget is spent.")
                .withoutTools()
                .answer();
        assertThat(tools(answer)).isEmpty();
        assertThat(text(answer))
                .contains("Done: 0 tickets.", "Not done: T-1; what is left is to draft the reply, mark it complete.");
    }

    @Test
    void toldThatItMayGoOnAfterAllItGoesOn() {
        var resumed = Seen.task()
                .workedUpTo(Step.DRAFT)
                .plus("It is time to wrap up: the budget is spent.")
                .says("Done: 0 tickets. Not done: T-1.")
                .user("You may go on after all: what was said about wrapping up holds no longer. Go on with the task"
                        + " from where you stopped.");
        assertThat(tools(resumed.answer())).containsExactly("draft_response");
        resumed.step(Step.DRAFT, "T-1", "").step(Step.COMPLETE, "T-1", "");
        assertThat(tools(resumed.answer())).containsExactly("get_next_ticket");
    }

    @Test
    void aCallThatTheEndOfTheSessionCameBeforeIsMadeHoweverOftenThatHappens() {
        var seen = Seen.task().workedUpTo(Step.ROUTE);
        for (int times = 1; times <= 3; times++) {
            seen.failed(
                    "route_to_team",
                    "{\"ticket_id\":\"T-1\",\"team\":\"billing-team\"}",
                    "Not run: the session ended before it.");
            assertThat(tools(seen.answer())).containsExactly("route_to_team");
        }
    }

    @Test
    void aTaskThatSpeaksOfWrappingUpIsStillATask() {
        var seen = new Seen().user("Handle tickets until the queue is empty, then wrap up with a report.");
        assertThat(tools(seen.answer())).containsExactly("get_next_ticket");
    }

    @Test
    void withoutToolsItAnswersInWords() {
        assertThat(text(Seen.task().withoutTools().answer())).startsWith("Done: 0 tickets.");
    }

    @Test
    void askedForASummaryInWordsItWritesOne() {
        var seen = Seen.task()
                .workedUpTo(Step.DRAFT)
                .plus("Write a summary of the conversation.")
                .withoutTools();
        assertThat(text(seen.answer())).contains("Ticket at hand: T-1");
        var behind = new Seen().user("<summary>\n" + text(seen.answer()) + "\n</summary>\n\n" + CONTINUE);
        assertThat(tools(behind.answer())).containsExactly("draft_response");
    }

    @Test
    void anErrorIsTriedAgainOnce() {
        var seen = Seen.task().call(View.FETCH, "{}", "{\"error\":\"The desk is busy.\"}");
        assertThat(tools(seen.answer())).containsExactly("get_next_ticket");
        seen.call(View.FETCH, "{}", "{\"error\":\"The desk is busy.\"}");
        assertThat(text(seen.answer())).contains("the same error twice", "The desk is busy.");
    }

    @Test
    void aRefusedWordIsReplacedByAnAcceptedOne() {
        var seen = Seen.task().workedUpTo(Step.CLASSIFY);
        seen.call(
                "classify_ticket",
                "{\"ticket_id\":\"T-1\",\"category\":\"billing\"}",
                "{\"error\":\"There is no category.\",\"accepted\":[\"billing\",\"money\"]}");
        assertThat(argument(seen.answer(), "category")).isEqualTo("money");
    }

    @Test
    void whatTheDeskMissesIsDoneAgain() {
        var seen = Seen.task().workedUpTo(Step.COMPLETE);
        seen.call("mark_complete", "{\"ticket_id\":\"T-1\"}", "{\"error\":\"It has no team.\",\"missing\":[\"team\"]}");
        assertThat(tools(seen.answer())).containsExactly("route_to_team");
    }

    @Test
    void aCategoryWithoutArticlesIsNoReasonToStop() {
        var seen = Seen.task().workedUpTo(Step.SEARCH);
        seen.call(
                "search_knowledge_base",
                "{\"category\":\"billing\",\"query\":\"x\"}",
                "{\"error\":\"There is no category.\",\"accepted\":[]}");
        assertThat(tools(seen.answer())).startsWith("set_priority");
    }

    @Test
    void aToolThatIsNotOnOfferIsNotCalled() {
        var context = Seen.task().context();
        var bare = new VisibleContext(
                context.system(), context.messages(), context.tools().subList(1, 7), true, 4_096);
        assertThat(text(new SupportBrain().answer(bare))).contains("get_next_ticket", "not on offer");
    }

    @Test
    void aStrangerIsAskedWhatHeWants() {
        assertThat(text(new Seen().user("Hello").answer())).contains("Which tickets");
    }

    @Test
    void moreWordsAfterTheEndAreANewTask() {
        var seen = Seen.task()
                .call(View.FETCH, "{}", Seen.EMPTY)
                .says("The queue is empty.")
                .user("Look again.");
        assertThat(tools(seen.answer())).containsExactly("get_next_ticket");
    }

    @Test
    void clearedResultsStillCountAsDone() {
        var seen = Seen.task()
                .call(View.FETCH, "{}", "[cleared]")
                .call("classify_ticket", "{\"ticket_id\":\"T-1\",\"category\":\"billing\"}", "[cleared]");
        assertThat(tools(seen.answer())).containsExactly("search_knowledge_base");
    }
}
