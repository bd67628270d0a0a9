package dev.longhaul.samples.support;

import static dev.longhaul.samples.support.Tickets.desk;
import static dev.longhaul.samples.support.Tickets.json;
import static dev.longhaul.samples.support.Tickets.prepare;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupportDeskTest {

    private final SupportDesk desk = desk();

    @Test
    void aTicketIsHandedOutAsTheCustomerWroteIt() {
        assertThat(desk.nextTicket("k1"))
                .isEqualTo("{\"id\":\"T-1\",\"customer_name\":\"Ana Silva\",\"customer_email\":\"ana@example.com\","
                        + "\"subject\":\"Charged twice\",\"description\":\"Two charges of $49.99, see ORD-123456.\","
                        + "\"category\":\"billing\",\"status\":\"new\",\"priority\":null,\"assigned_team\":null}");
    }

    @Test
    void eachTicketIsHandedOutOnce() {
        assertThat(json(desk.nextTicket("k1")).path("id").asText()).isEqualTo("T-1");
        assertThat(json(desk.nextTicket("k2")).path("id").asText()).isEqualTo("T-2");
    }

    @Test
    void aCallThatComesAgainGetsTheSameTicket() {
        assertThat(desk.nextTicket("k1")).isEqualTo(desk.nextTicket("k1"));
    }

    @Test
    void anEmptyQueueSaysSoAndNamesWhatWasNeverCompleted() {
        desk.nextTicket("k1");
        prepare(desk, "T-1");
        desk.complete("T-1", "k2");
        desk.nextTicket("k3");
        assertThat(desk.nextTicket("k4"))
                .isEqualTo("{\"error\":\"The queue is empty: there are no more tickets.\",\"processed\":1,\"total\":2,"
                        + "\"not_completed\":[\"T-2\"]}");
    }

    @Test
    void aDeskWithoutTicketsIsEmpty() {
        var empty = desk(List.of(), Tickets.knowledge());
        assertThat(json(empty.nextTicket("k1")).path("error").asText()).contains("queue is empty");
    }

    @Test
    void anUnknownTicketIsAnError() {
        for (var answer : List.of(
                desk.classify("T-9", "billing", "k1"),
                desk.prioritise("T-9", "low", "k2"),
                desk.route("T-9", "tech-support", "k3"),
                desk.draft("T-9", "Dear customer", "k4"),
                desk.complete("T-9", "k5"))) {
            assertThat(json(answer).path("error").asText())
                    .isEqualTo("There is no ticket \"T-9\". Use an id that get_next_ticket answered with.");
        }
    }

    @Test
    void anUnknownWordIsAnErrorThatNamesTheAcceptedOnes() {
        assertThat(json(desk.prioritise("T-1", "extreme", "k1")).path("accepted"))
                .extracting(node -> node.asText())
                .containsExactly("low", "medium", "high", "urgent");
        assertThat(desk.route("T-1", "sales", "k2")).contains("logistics-team");
        assertThat(desk.search("gardening", "roses")).contains("accepted", "billing", "shipping");
    }

    @Test
    void categoriesComeFromTicketsAndKnowledge() {
        assertThat(json(desk.classify("T-1", "gardening", "k1")).path("accepted"))
                .extracting(node -> node.asText())
                .containsExactlyInAnyOrder("billing", "technical", "shipping");
    }

    @Test
    void wordsAreTakenInAnyCase() {
        assertThat(json(desk.prioritise("T-1", " High ", "k1"))
                        .path("new_priority")
                        .asText())
                .isEqualTo("high");
    }

    @Test
    void aChangeTellsWhatWasBefore() {
        desk.route("T-1", "billing-team", "k1");
        assertThat(desk.route("T-1", "tech-support", "k2"))
                .isEqualTo(
                        "{\"success\":true,\"ticket_id\":\"T-1\",\"old_team\":\"billing-team\",\"new_team\":\"tech-support\"}");
    }

    @Test
    void anEmptyDraftIsAnError() {
        assertThat(json(desk.draft("T-1", " ", "k1")).has("error")).isTrue();
    }

    @Test
    void completingNamesWhatIsMissing() {
        desk.prioritise("T-1", "low", "k0");
        assertThat(json(desk.complete("T-1", "k1")).path("missing"))
                .extracting(node -> node.asText())
                .containsExactly("category", "team", "response");
        assertThat(desk.processed()).isEmpty();
    }

    @Test
    void aCompletedTicketHasAllThatWasDecided() {
        prepare(desk, "T-1");
        assertThat(json(desk.complete("T-1", "k1")).path("completions").asInt()).isEqualTo(1);
        assertThat(desk.processed())
                .containsExactly(new ProcessedTicket(
                        "T-1", "billing", "high", "billing-team", "Dear Ana, you get your money back.", "resolved", 1));
    }

    @Test
    void completingTwiceIsCountedAndSaidPlainly() {
        prepare(desk, "T-1");
        desk.complete("T-1", "k1");
        assertThat(desk.complete("T-1", "k2")).contains("\"completions\":2", "was complete already");
        assertThat(desk.processed()).hasSize(1);
    }

    @Test
    void theSameCallCompletesOnce() {
        prepare(desk, "T-1");
        assertThat(desk.complete("T-1", "k1")).isEqualTo(desk.complete("T-1", "k1"));
    }

    @Test
    void aSearchBringsTheBestArticleAndTheTitlesOfOthers() {
        var answer = json(desk.search("Billing", "customer was charged twice"));
        assertThat(answer.path("results")).hasSize(1);
        assertThat(answer.path("results").path(0).path("text").asText()).isEqualTo(Tickets.REFUNDS.text());
        assertThat(answer.path("other_titles").toString()).isEqualTo("[\"Declined cards\"]");
    }

    @Test
    void aSearchWithoutHitsStillNamesTheArticles() {
        var answer = json(desk.search("billing", "zebra"));
        assertThat(answer.path("results")).isEmpty();
        assertThat(answer.path("other_titles")).hasSize(2);
        assertThat(json(desk.search("shipping", "parcel")).path("other_titles")).isEmpty();
    }

    @Test
    void aCompletionStandsEvenIfItCannotBeShown() {
        var hidden = desk(completed -> {
            throw new IOException("disk full");
        });
        prepare(hidden, "T-1");
        assertThat(hidden.complete("T-1", "k1")).contains("\"completions\":1");
        assertThat(hidden.processed()).hasSize(1);
    }

    @Test
    void manyMayWorkAtOnce() throws Exception {
        var queue = new DemoData(1).tickets(200);
        var busy = desk(queue, Tickets.knowledge());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 200)
                    .<Callable<String>>mapToObj(i -> () -> {
                        var id = json(busy.nextTicket("fetch" + i)).path("id").asText();
                        prepare(busy, id);
                        return busy.complete(id, "complete" + i);
                    })
                    .toList();
            for (var one : executor.invokeAll(all)) {
                one.get();
            }
        }
        assertThat(busy.processed()).hasSize(200).allMatch(ticket -> ticket.completions() == 1);
    }
}
