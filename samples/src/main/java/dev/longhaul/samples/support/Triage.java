package dev.longhaul.samples.support;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the simulated model judges a ticket. Pure. */
final class Triage {

    private static final Map<String, String> TEAMS = Map.of(
            "billing", "billing-team",
            "technical", "tech-support",
            "account", "account-services",
            "product", "product-success",
            "shipping", "logistics-team");

    private static final Map<String, Pattern> CATEGORIES = ordered(
            "billing", "invoice|charge|refund|payment|card|price",
            "shipping", "parcel|deliver|ship|package|courier|tracking",
            "account", "password|log ?in|sign|account|email address|two-factor",
            "technical", "crash|error|slow|install|update|sync|fails",
            "product", ".");

    private static final Map<String, Pattern> PRIORITIES = ordered(
            "urgent", "urgent|immediately|production|outage|nobody|somebody else|hacked|tomorrow",
            "high", "twice|double|crash|locked|lost|damaged|wrong|fails|missing|cannot",
            "low", "how (do|can)|would like|question|suggest|feature|wonder|compare",
            "medium", ".?");

    private Triage() {}

    static String category(TicketCase ticket) {
        return ticket.correction(Step.CLASSIFY)
                .or(() -> Optional.of(ticket.chosenCategory()).filter(c -> !c.isBlank()))
                .orElseGet(() -> first(CATEGORIES, ticket.words(), "product"));
    }

    static String priority(TicketCase ticket) {
        return ticket.correction(Step.PRIORITISE).orElseGet(() -> first(PRIORITIES, ticket.words(), "medium"));
    }

    static String team(TicketCase ticket) {
        var category = ticket.taken().getOrDefault(Step.CLASSIFY, category(ticket));
        return ticket.correction(Step.ROUTE)
                .orElseGet(() -> TEAMS.getOrDefault(category.toLowerCase(Locale.ROOT), "product-success"));
    }

    private static String first(Map<String, Pattern> patterns, String words, String otherwise) {
        var lower = words.toLowerCase(Locale.ROOT);
        return patterns.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(lower).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(otherwise);
    }

    private static Map<String, Pattern> ordered(String... pairs) {
        var patterns = new LinkedHashMap<String, Pattern>();
        for (int i = 0; i < pairs.length; i += 2) {
            patterns.put(pairs[i], Pattern.compile(pairs[i + 1]));
        }
        return patterns;
    }
}
