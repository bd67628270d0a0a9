package dev.longhaul.samples.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been done on a ticket so far. Immutable.
 *
 * @param handedOutBy key of the call that fetched the ticket; null if none did
 * @param completions how many calls completed it
 */
record TicketWork(
        String id,
        @Nullable String category,
        @Nullable String priority,
        @Nullable String team,
        @Nullable String response,
        @Nullable String handedOutBy,
        int completions) {

    TicketWork handedOut(String key) {
        return new TicketWork(id, category, priority, team, response, key, completions);
    }

    TicketWork classified(String as) {
        return new TicketWork(id, as, priority, team, response, handedOutBy, completions);
    }

    TicketWork prioritised(String as) {
        return new TicketWork(id, category, as, team, response, handedOutBy, completions);
    }

    TicketWork routed(String to) {
        return new TicketWork(id, category, priority, to, response, handedOutBy, completions);
    }

    TicketWork drafted(String text) {
        return new TicketWork(id, category, priority, team, text, handedOutBy, completions);
    }

    TicketWork completed() {
        return new TicketWork(id, category, priority, team, response, handedOutBy, completions + 1);
    }

    boolean isDone() {
        return completions > 0;
    }

    /** {@code new}, {@code in_progress} or {@code resolved}. */
    String status() {
        if (isDone()) {
            return "resolved";
        }
        return missing().size() == 4 ? "new" : "in_progress";
    }

    /** What a ticket must have before it is complete and this one has not. */
    List<String> missing() {
        var parts = new LinkedHashMap<String, @Nullable String>();
        parts.put("category", category);
        parts.put("priority", priority);
        parts.put("team", team);
        parts.put("response", response);
        return parts.keySet().stream().filter(part -> parts.get(part) == null).toList();
    }

    ProcessedTicket result() {
        return new ProcessedTicket(
                id,
                Objects.requireNonNull(category),
                Objects.requireNonNull(priority),
                Objects.requireNonNull(team),
                Objects.requireNonNull(response),
                status(),
                completions);
    }
}
