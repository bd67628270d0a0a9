package dev.longhaul.samples.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk: hands out tickets, takes down what is decided about them, and counts completions. Thread-safe.
 *
 * <p>Every method answers with compact JSON for the model to read. What the model did wrong is an {@code error} in it that
 * names what would be right.
 *
 * <p>Calls carry a key. Each is one transaction, which records the key with the answer: a call that comes again with the key
 * it had, in another process perhaps, is answered as it was the first time and changes nothing. Searching changes nothing
 * anyway, and the articles stay as they were when the session began.
 */
public final class SupportDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SupportDesk.class);

    private static final Choice PRIORITIES = new Choice("priority", List.of("low", "medium", "high", "urgent"));
    private static final Choice TEAMS = new Choice(
            "team", List.of("billing-team", "tech-support", "account-services", "product-success", "logistics-team"));

    private final DeskConnection connection;
    private final CallRows calls;
    private final TicketRows tickets;
    private final Knowledge knowledge;
    private final Choice categories;
    private final List<DeskKeeper> keepers;

    /**
     * The desk as it was left.
     *
     * @param keepers are told of every completion, in this order
     */
    SupportDesk(DeskConnection connection, List<DeskKeeper> keepers) throws SQLException {
        this.connection = connection;
        this.calls = new CallRows(connection);
        this.tickets = new TicketRows(connection);
        this.knowledge = new DeskTables(connection).knowledge();
        this.categories = new DeskTables(connection).categories();
        this.keepers = List.copyOf(keepers);
    }

    /** How many tickets there are in all. */
    public int tickets() {
        return transaction(tickets::count);
    }

    /** The tickets completed so far, in the queue's order. */
    public List<ProcessedTicket> processed() {
        return transaction(tickets::completed).stream().map(TicketWork::result).toList();
    }

    /**
     * Writes the completed tickets as they are now, even if there are none: done before work begins or goes on, and at its end.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public synchronized void writeTo(OutFile out) {
        try {
            out.keep(processed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String nextTicket(String key) {
        return once(key, "next", () -> handedOut(key));
    }

    String classify(String id, String category, String key) {
        return decide(id, categories, category, TicketWork::category, TicketWork::classified, key);
    }

    String prioritise(String id, String priority, String key) {
        return decide(id, PRIORITIES, priority, TicketWork::priority, TicketWork::prioritised, key);
    }

    String route(String id, String team, String key) {
        return decide(id, TEAMS, team, TicketWork::team, TicketWork::routed, key);
    }

    String draft(String id, String response, String key) {
        return once(key, "draft " + id + " " + response, () -> drafted(id, response));
    }

    String complete(String id, String key) {
        var answer = once(key, "complete " + id, () -> completed(id));
        tellKeepers();
        return answer;
    }

    String search(String category, String query) {
        var shelves = new Choice("category", List.copyOf(knowledge.categories()));
        return shelves.spelled(category)
                .map(known -> SearchAnswer.of(known, query, knowledge.search(known, query))
                        .toString())
                .orElseGet(() -> DeskAnswers.unknownWord(shelves, category));
    }

    private String handedOut(String key) throws SQLException {
        var waiting = tickets.firstWaiting();
        if (waiting.isEmpty()) {
            return DeskAnswers.emptyQueue(tickets.count(), tickets.notCompleted());
        }
        tickets.save(waiting.get().work().handedOut(key));
        return DeskAnswers.handedOut(waiting.get());
    }

    private String decide(
            String id,
            Choice choice,
            String word,
            Function<TicketWork, @Nullable String> before,
            BiFunction<TicketWork, String, TicketWork> change,
            String key) {
        return once(key, choice.what() + " " + id + " " + word, () -> {
            var known = choice.spelled(word);
            var found = tickets.find(id);
            if (known.isEmpty()) {
                return DeskAnswers.unknownWord(choice, word);
            }
            if (found.isEmpty()) {
                return DeskAnswers.unknownTicket(id);
            }
            var work = found.get().work();
            tickets.save(change.apply(work, known.get()));
            return DeskAnswers.changed(id, choice.what(), before.apply(work), known.get());
        });
    }

    private String drafted(String id, String response) throws SQLException {
        var found = tickets.find(id);
        if (found.isEmpty()) {
            return DeskAnswers.unknownTicket(id);
        }
        if (response.isBlank()) {
            return DeskAnswers.emptyDraft();
        }
        tickets.save(found.get().work().drafted(response));
        return DeskAnswers.drafted(id, response.length());
    }

    private String completed(String id) throws SQLException {
        var found = tickets.find(id);
        if (found.isEmpty()) {
            return DeskAnswers.unknownTicket(id);
        }
        var missing = found.get().work().missing();
        if (!missing.isEmpty()) {
            return DeskAnswers.missing(id, missing);
        }
        var done = new DeskTicket(found.get().ticket(), found.get().work().completed());
        tickets.save(done.work());
        return DeskAnswers.completed(done);
    }

    private String once(String key, String asked, DeskConnection.Work<String> work) {
        return transaction(() -> calls.once(key, asked, work));
    }

    private <T> T transaction(DeskConnection.Work<T> work) {
        try {
            return connection.inTransaction(work);
        } catch (SQLException e) {
            throw new UncheckedIOException("the desk could not do it: " + e.getMessage(), new IOException(e));
        }
    }

    /** An error here would let the model complete again what is complete: the keepers are told anew next time. */
    private synchronized void tellKeepers() {
        for (var keeper : keepers) {
            try {
                keeper.keep(processed());
            } catch (IOException e) {
                LOG.warn("What is complete could not be shown, and will be with the next completion: {}", e.toString());
            }
        }
    }
}
