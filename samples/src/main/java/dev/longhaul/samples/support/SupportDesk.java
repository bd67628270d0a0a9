package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The desk: hands out tickets, takes down what is decided about them, and counts completions. Thread-safe.
 *
 * <p>Every method answers with compact JSON for the model to read. What the model did wrong is an {@code error} in it that
 * names what would be right.
 *
 * <p>Calls carry a key. A call that comes again with the key it had is answered as it was the first time and has no second
 * effect.
 */
public final class SupportDesk {

    private static final List<String> PRIORITIES = List.of("low", "medium", "high", "urgent");
    private static final List<String> TEAMS =
            List.of("billing-team", "tech-support", "account-services", "product-success", "logistics-team");

    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private final Knowledge knowledge;
    private final Set<String> categories = new LinkedHashSet<>();
    private final Map<String, TicketWork> works = new LinkedHashMap<>();
    private final List<DeskKeeper> keepers;

    /**
     * A desk nobody has worked at.
     *
     * @param keepers are told of every change, in this order
     */
    public SupportDesk(List<Ticket> queue, Knowledge knowledge, DeskKeeper... keepers) {
        this(queue, knowledge, List.of(), List.of(keepers));
    }

    /** A desk where some work is done. */
    SupportDesk(List<Ticket> queue, Knowledge knowledge, List<TicketWork> done, List<DeskKeeper> keepers) {
        queue.forEach(ticket -> tickets.put(ticket.id(), ticket));
        this.knowledge = knowledge;
        categories.addAll(knowledge.categories());
        queue.stream().map(Ticket::category).filter(c -> !c.isEmpty()).forEach(categories::add);
        done.forEach(work -> works.put(work.id(), work));
        this.keepers = List.copyOf(keepers);
    }

    /** How many tickets there are in all. */
    public int tickets() {
        return tickets.size();
    }

    /** The tickets completed so far. */
    public synchronized List<ProcessedTicket> processed() {
        return works.values().stream()
                .filter(TicketWork::isDone)
                .map(TicketWork::result)
                .toList();
    }

    /** Writes the completed tickets as they are now, even if there are none: done once before work begins. */
    public synchronized void writeTo(OutFile out) {
        try {
            out.write(List.copyOf(works.values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized String nextTicket(String key) {
        return handedOutBy(key)
                .or(this::firstUntouched)
                .map(id -> handOut(id, key))
                .orElseGet(this::emptyQueue);
    }

    synchronized String classify(String id, String category) {
        var known = spelled(categories, category);
        if (known.isEmpty()) {
            return unknown("category", category, categories);
        }
        return set(id, "category", work(id).category(), known.get(), work -> work.classified(known.get()));
    }

    synchronized String prioritise(String id, String priority) {
        var known = spelled(PRIORITIES, priority);
        if (known.isEmpty()) {
            return unknown("priority", priority, PRIORITIES);
        }
        return set(id, "priority", work(id).priority(), known.get(), work -> work.prioritised(known.get()));
    }

    synchronized String route(String id, String team) {
        var known = spelled(TEAMS, team);
        if (known.isEmpty()) {
            return unknown("team", team, TEAMS);
        }
        return set(id, "team", work(id).team(), known.get(), work -> work.routed(known.get()));
    }

    synchronized String draft(String id, String response) {
        if (!tickets.containsKey(id)) {
            return unknownTicket(id);
        }
        if (response.isBlank()) {
            return error("The response is empty: write the reply the customer will read.")
                    .toString();
        }
        change(work(id).drafted(response));
        return success(id).put("draft_length", response.length()).toString();
    }

    synchronized String complete(String id, String key) {
        if (!tickets.containsKey(id)) {
            return unknownTicket(id);
        }
        var missing = work(id).missing();
        if (!missing.isEmpty()) {
            return withList(
                            error("Ticket " + id + " cannot be completed: it has no " + String.join(", no ", missing)
                                    + "."),
                            "missing",
                            missing)
                    .toString();
        }
        var done = work(id).completed(key);
        change(done);
        return completed(done);
    }

    String search(String category, String query) {
        var known = spelled(knowledge.categories(), category);
        if (known.isEmpty()) {
            return unknown("category", category, knowledge.categories());
        }
        return SearchAnswer.of(known.get(), query, knowledge.search(known.get(), query))
                .toString();
    }

    /** The ticket a lost answer was about; not if work on it has gone on, for then the answer did arrive. */
    private Optional<String> handedOutBy(String key) {
        return works.values().stream()
                .filter(work -> key.equals(work.handedOutBy()) && work.status().equals("new"))
                .map(TicketWork::id)
                .findFirst();
    }

    private Optional<String> firstUntouched() {
        return tickets.keySet().stream()
                .filter(id -> work(id).handedOutBy() == null && !work(id).isDone())
                .findFirst();
    }

    private String handOut(String id, String key) {
        var work = work(id).handedOut(key);
        change(work);
        var ticket = ticket(id);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
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

    private String emptyQueue() {
        var open = works.values().stream()
                .filter(work -> !work.isDone())
                .map(TicketWork::id)
                .toList();
        var answer = error("The queue is empty: there are no more tickets.")
                .put("processed", works.size() - open.size())
                .put("total", tickets.size());
        return (open.isEmpty() ? answer : withList(answer, "not_completed", open)).toString();
    }

    private String completed(TicketWork work) {
        var ticket = ticket(work.id());
        var answer = success(work.id()).put("completions", work.completions());
        answer.put(
                "message",
                work.completions() == 1
                        ? "Ticket " + work.id() + " is complete."
                        : "Ticket " + work.id() + " was complete already and stays as it is.");
        answer.putObject("summary")
                .put("customer", ticket.customerName())
                .put("subject", ticket.subject())
                .put("category", work.category())
                .put("priority", work.priority())
                .put("assigned_team", work.team())
                .put("status", work.status());
        return answer.toString();
    }

    private String set(String id, String what, @Nullable String before, String now, UnaryOperator<TicketWork> change) {
        if (!tickets.containsKey(id)) {
            return unknownTicket(id);
        }
        change(change.apply(work(id)));
        return success(id).put("old_" + what, before).put("new_" + what, now).toString();
    }

    private Ticket ticket(String id) {
        return Objects.requireNonNull(tickets.get(id));
    }

    private TicketWork work(String id) {
        return works.getOrDefault(id, TicketWork.none(id));
    }

    /** Kept first, believed then: what could not be kept has not happened. */
    private void change(TicketWork changed) {
        var all = new LinkedHashMap<>(works);
        all.put(changed.id(), changed);
        try {
            for (var keeper : keepers) {
                keeper.keep(changed, new ArrayList<>(all.values()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the desk could not keep the change: " + e.getMessage(), e);
        }
        works.put(changed.id(), changed);
    }

    private static Optional<String> spelled(Collection<String> accepted, String word) {
        var wanted = word.strip().toLowerCase(Locale.ROOT);
        return accepted.stream()
                .filter(each -> each.strip().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private static ObjectNode success(String id) {
        return JsonNodeFactory.instance.objectNode().put("success", true).put("ticket_id", id);
    }

    private static ObjectNode error(String text) {
        return JsonNodeFactory.instance.objectNode().put("error", text);
    }

    private static String unknown(String what, String word, Collection<String> accepted) {
        var text = "There is no " + what + " \"" + word + "\". Accepted: " + String.join(", ", accepted) + ".";
        return withList(error(text), "accepted", accepted).toString();
    }

    private static String unknownTicket(String id) {
        return error("There is no ticket \"" + id + "\". Use an id that get_next_ticket answered with.")
                .toString();
    }

    private static ObjectNode withList(ObjectNode answer, String field, Collection<String> values) {
        var list = answer.putArray(field);
        values.forEach(list::add);
        return answer;
    }
}
