package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the desk says, as compact JSON for a model to read. An {@code error} names what would be right. Pure. */
final class DeskAnswers {

    private DeskAnswers() {}

    static String handedOut(DeskTicket handedOut) {
        var ticket = handedOut.ticket();
        var work = handedOut.work();
        return object().put("id", ticket.id())
                .put("customer_name", ticket.customerName())
                .put("customer_email", ticket.customerEmail())
                .put("subject", ticket.subject())
                .put("description", ticket.description())
                .put("category", ticket.category())
                .put("status", work.status())
                .put("priority", work.priority())
                .put("assigned_team", work.team())
                .toString();
    }

    /**
     * No ticket waits.
     *
     * @param open ids of those that were handed out and are not complete
     */
    static String emptyQueue(int total, List<String> open) {
        var answer = error("The queue is empty: there are no more tickets.")
                .put("processed", total - open.size())
                .put("total", total);
        return (open.isEmpty() ? answer : withList(answer, "not_completed", open)).toString();
    }

    static String changed(String id, String what, @Nullable String before, String now) {
        return success(id).put("old_" + what, before).put("new_" + what, now).toString();
    }

    static String drafted(String id, int length) {
        return success(id).put("draft_length", length).toString();
    }

    static String completed(DeskTicket done) {
        var id = done.ticket().id();
        var work = done.work();
        var answer = success(id)
                .put("completions", work.completions())
                .put(
                        "message",
                        work.completions() == 1
                                ? "Ticket " + id + " is complete."
                                : "Ticket " + id + " was complete already and stays as it is.");
        answer.putObject("summary")
                .put("customer", done.ticket().customerName())
                .put("subject", done.ticket().subject())
                .put("category", work.category())
                .put("priority", work.priority())
                .put("assigned_team", work.team())
                .put("status", work.status());
        return answer.toString();
    }

    static String missing(String id, List<String> missing) {
        var text = "Ticket " + id + " cannot be completed: it has no " + String.join(", no ", missing) + ".";
        return withList(error(text), "missing", missing).toString();
    }

    static String unknownTicket(String id) {
        return error("There is no ticket \"" + id + "\". Use an id that get_next_ticket answered with.")
                .toString();
    }

    static String unknownWord(Choice choice, String word) {
        var accepted = choice.accepted();
        var text = "There is no " + choice.what() + " \"" + word + "\". Accepted: " + String.join(", ", accepted) + ".";
        return withList(error(text), "accepted", accepted).toString();
    }

    static String emptyDraft() {
        return error("The response is empty: write the reply the customer will read.")
                .toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode success(String id) {
        return object().put("success", true).put("ticket_id", id);
    }

    private static ObjectNode error(String text) {
        return object().put("error", text);
    }

    private static ObjectNode withList(ObjectNode answer, String field, Collection<String> values) {
        var list = answer.putArray(field);
        values.forEach(list::add);
        return answer;
    }
}
