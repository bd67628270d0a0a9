package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been done on a ticket so far. Immutable.
 *
 * @param handedOutBy key of the call that fetched the ticket; null if none did
 * @param completedBy key of the call that last completed it; null while it is open
 * @param completions how many calls completed it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TicketWork(
        String id,
        @Nullable String category,
        @Nullable String priority,
        @Nullable String team,
        @Nullable String response,
        @Nullable String handedOutBy,
        @Nullable String completedBy,
        int completions) {

    static TicketWork none(String id) {
        return new TicketWork(id, null, null, null, null, null, null, 0);
    }

    TicketWork handedOut(String key) {
        return new TicketWork(id, category, priority, team, response, key, completedBy, completions);
    }

    TicketWork classified(String as) {
        return new TicketWork(id, as, priority, team, response, handedOutBy, completedBy, completions);
    }

    TicketWork prioritised(String as) {
        return new TicketWork(id, category, as, team, response, handedOutBy, completedBy, completions);
    }

    TicketWork routed(String to) {
        return new TicketWork(id, category, priority, to, response, handedOutBy, completedBy, completions);
    }

    TicketWork drafted(String text) {
        return new TicketWork(id, category, priority, team, text, handedOutBy, completedBy, completions);
    }

    /** Counts one completion; the same call counts once, however often it runs. */
    TicketWork completed(String key) {
        return key.equals(completedBy)
                ? this
                : new TicketWork(id, category, priority, team, response, handedOutBy, key, completions + 1);
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
