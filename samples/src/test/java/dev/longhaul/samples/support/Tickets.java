package dev.longhaul.samples.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Two tickets and what there is to know about them. */
final class Tickets {

    static final Ticket BILLING = new Ticket(
            "T-1",
            "Ana Silva",
            "ana@example.com",
            "Charged twice",
            "Two charges of $49.99, see ORD-123456.",
            "billing");
    static final Ticket TECHNICAL = new Ticket(
            "T-2",
            "Ben Novak",
            "ben@example.com",
            "Crash at start",
            "It says ERR-4711 since version 3.2.1.",
            "technical");

    static final Article REFUNDS = new Article("# Refunds\n\nA customer charged twice gets the second charge back.");
    static final Article CARDS = new Article("# Declined cards\n\nAsk the customer for another card.");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Tickets() {}

    static SupportDesk desk(DeskKeeper... keepers) {
        return desk(List.of(BILLING, TECHNICAL), knowledge(), keepers);
    }

    /** One that ends with the test. */
    static SupportDesk desk(List<Ticket> queue, Knowledge knowledge, DeskKeeper... keepers) {
        return DeskDatabase.inMemory(queue, knowledge).desk(keepers);
    }

    static Knowledge knowledge() {
        return new Knowledge(Map.of("billing", List.of(CARDS, REFUNDS), "shipping", List.of()));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Everything but the completion. */
    static void prepare(SupportDesk desk, String id) {
        desk.classify(id, "billing", id + ":category");
        desk.prioritise(id, "high", id + ":priority");
        desk.route(id, "billing-team", id + ":team");
        desk.draft(id, "Dear Ana, you get your money back.", id + ":response");
    }
}
