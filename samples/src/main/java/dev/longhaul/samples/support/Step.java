package dev.longhaul.samples.support;

import java.util.Arrays;
import java.util.Optional;

/** What is done for a ticket, in order, and the words for it. */
enum Step {
    CLASSIFY("classify_ticket", "category", "classified as ", "classify it"),
    SEARCH("search_knowledge_base", "query", "knowledge base searched", "search the knowledge base"),
    PRIORITISE("set_priority", "priority", "priority set to ", "set its priority"),
    ROUTE("route_to_team", "team", "routed to ", "route it to a team"),
    DRAFT("draft_response", "response", "reply drafted", "draft the reply"),
    COMPLETE("mark_complete", "", "marked complete", "mark it complete");

    private final String tool;
    private final String argument;
    private final String past;
    private final String ahead;

    Step(String tool, String argument, String past, String ahead) {
        this.tool = tool;
        this.argument = argument;
        this.past = past;
        this.ahead = ahead;
    }

    static Optional<Step> of(String tool) {
        return Arrays.stream(values()).filter(step -> step.tool.equals(tool)).findFirst();
    }

    String tool() {
        return tool;
    }

    /** The argument that says what the step decided; also what the desk calls it when it is missing. */
    String argument() {
        return argument;
    }

    String ahead() {
        return ahead;
    }

    /** The step as taken, with its value if that is a word or two. */
    String told(String value) {
        return past.endsWith(" ") ? past + value : past;
    }

    /** The value in what {@link #told} said; empty if these are not this step's words. */
    Optional<String> heard(String words) {
        return words.startsWith(past) ? Optional.of(words.substring(past.length())) : Optional.empty();
    }
}
