package dev.longhaul.samples.support;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.longhaul.tool.ToolContext;

/** The desk's seven tools, as a model sees them. Thread-safe, as the desk is. */
public final class SupportTools {

    private static final String ID = "the id as get_next_ticket gave it";

    private final SupportDesk desk;

    public SupportTools(SupportDesk desk) {
        this.desk = desk;
    }

    @Tool(
            name = "get_next_ticket",
            value =
                    "Fetches the next ticket from the queue, with what the customer wrote. Each ticket is handed out once."
                            + " When no tickets are left, the answer has an error that says so.")
    String getNextTicket(ToolContext call) {
        return desk.nextTicket(call.idempotencyKey());
    }

    @Tool(
            name = "classify_ticket",
            value = "Sets what a ticket is about. Categories are, for example, billing, technical, account, product and"
                    + " shipping; an unknown one is answered with those the desk knows.")
    String classifyTicket(
            @P(name = "ticket_id", value = ID) String id,
            @P(name = "category", value = "one category") String category,
            ToolContext call) {
        return desk.classify(id, category, call.idempotencyKey());
    }

    @Tool(
            name = "search_knowledge_base",
            value =
                    "Looks up how a kind of problem is handled. Answers with the full text of the category's best article"
                            + " and the titles of others. Articles are long; one search per ticket is usually enough.")
    String searchKnowledgeBase(
            @P(name = "category", value = "where to look") String category,
            @P(name = "query", value = "a few words of the customer's problem") String query) {
        return desk.search(category, query);
    }

    @Tool(name = "set_priority", value = "Sets how urgent a ticket is: low, medium, high or urgent.")
    String setPriority(
            @P(name = "ticket_id", value = ID) String id,
            @P(name = "priority", value = "low, medium, high or urgent") String priority,
            ToolContext call) {
        return desk.prioritise(id, priority, call.idempotencyKey());
    }

    @Tool(
            name = "route_to_team",
            value = "Gives a ticket to the team that follows it up: billing-team, tech-support, account-services,"
                    + " product-success or logistics-team.")
    String routeToTeam(
            @P(name = "ticket_id", value = ID) String id,
            @P(name = "team", value = "one team") String team,
            ToolContext call) {
        return desk.route(id, team, call.idempotencyKey());
    }

    @Tool(
            name = "draft_response",
            value = "Saves the reply the customer will read, in place of any earlier draft. Write it in full.")
    String draftResponse(
            @P(name = "ticket_id", value = ID) String id,
            @P(name = "response", value = "the whole reply, from greeting to signature") String response,
            ToolContext call) {
        return desk.draft(id, response, call.idempotencyKey());
    }

    @Tool(
            name = "mark_complete",
            value =
                    "Completes a ticket that has a category, a priority, a team and a draft; do it once for each ticket. If"
                            + " something is missing, the answer says what.")
    String markComplete(@P(name = "ticket_id", value = ID) String id, ToolContext call) {
        return desk.complete(id, call.idempotencyKey());
    }
}
