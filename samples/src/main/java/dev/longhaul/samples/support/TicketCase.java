package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ticket at hand as far as it can be seen. Lives as long as one look at the context. */
final class TicketCase {

    private final String id;
    private String customer = "";
    private String subject = "";
    private String description = "";
    private String chosenCategory = "";
    private @Nullable String article;
    private final Map<Step, String> taken = new EnumMap<>(Step.class);
    private final Map<Step, String> corrections = new EnumMap<>(Step.class);

    TicketCase(String id) {
        this.id = id;
    }

    /** From a summary: who and about what, in a few words. */
    TicketCase(String id, String customer, String subject) {
        this.id = id;
        this.customer = customer;
        this.subject = subject;
    }

    /** Everything the customer wrote. */
    void read(JsonNode ticket) {
        customer = ticket.path("customer_name").asText();
        subject = ticket.path("subject").asText();
        description = ticket.path("description").asText();
        chosenCategory = ticket.path("category").asText();
    }

    void readArticle(JsonNode found) {
        var text = found.path("results").path(0).path("text").asText();
        article = text.isEmpty() ? null : text;
    }

    void take(Step step, String value) {
        taken.put(step, value);
    }

    void undo(Step step) {
        taken.remove(step);
    }

    void correct(Step step, String value) {
        corrections.put(step, value);
    }

    Optional<Step> next() {
        return Arrays.stream(Step.values())
                .filter(step -> !taken.containsKey(step))
                .findFirst();
    }

    List<Step> left() {
        return Arrays.stream(Step.values())
                .filter(step -> !taken.containsKey(step))
                .toList();
    }

    Map<Step, String> taken() {
        return taken;
    }

    Optional<String> correction(Step step) {
        return Optional.ofNullable(corrections.get(step));
    }

    String id() {
        return id;
    }

    String customer() {
        return customer;
    }

    String subject() {
        return subject;
    }

    /** Empty when what the customer wrote is not visible any more. */
    String description() {
        return description;
    }

    String chosenCategory() {
        return chosenCategory;
    }

    @Nullable
    String article() {
        return article;
    }

    String words() {
        return subject + " " + description;
    }
}
