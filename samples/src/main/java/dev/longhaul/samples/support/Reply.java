package dev.longhaul.samples.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A reply to a customer, made from what can still be seen of the ticket and the article. Pure. */
final class Reply {

    private static final int SHORTEST = 1_000;
    private static final int LONGEST = 1_500;
    private static final int QUOTED = 220;
    private static final int ADVICE = 2;

    private static final List<String> MORE = List.of(
            "You do not need to do anything until you hear from us.",
            "If anything changes in the meantime, simply answer this message and it will reach the same people.",
            "Please keep any documents or screenshots you have, as they may help us to close your case sooner.",
            "Should you find that something is still not right after that, we will look into it again without delay.",
            "We know that this costs you time, and we are sorry for that.",
            "Your message also helps us to see where other customers may be running into the same difficulty.",
            "For your safety we will never ask you for a password, nor for the full number of a payment card.",
            "Our colleagues work through requests in the order of their priority, and yours is on their list.",
            "Once it is solved you will get a short note that says what was done, and you can reply to that as well.");

    private Reply() {}

    /**
     * The whole reply, of at most {@code room} characters if that is less than it would have.
     *
     * @param reference what every reply is to carry, if there is such a wish
     */
    static String to(TicketCase ticket, Optional<ReplyReference> reference, int room) {
        var parts = new ArrayList<String>();
        parts.add("Dear " + (ticket.customer().isBlank() ? "customer" : ticket.customer()) + ",");
        parts.add(opening(ticket));
        parts.add(advice(ticket));
        parts.add("Your request has the priority \"%s\" and is with our %s now."
                .formatted(
                        ticket.taken().getOrDefault(Step.PRIORITISE, "medium"),
                        ticket.taken().getOrDefault(Step.ROUTE, "support team")));
        var closing = reference.map(r -> r.line() + "\n\n").orElse("") + "Kind regards,\nYour support desk";
        return fitted(parts, closing, Math.min(LONGEST, room));
    }

    private static String fitted(List<String> parts, String closing, int room) {
        var text = new StringBuilder(String.join("\n\n", parts));
        int start = Math.floorMod(parts.getFirst().hashCode(), MORE.size());
        for (int i = 0; i < MORE.size() && text.length() < SHORTEST; i++) {
            text.append(i == 0 ? "\n\n" : " ").append(MORE.get((start + i) % MORE.size()));
        }
        int before = Math.max(0, room - closing.length() - 2);
        if (text.length() > before) {
            text.setLength(before);
        }
        return text.append("\n\n").append(closing).toString();
    }

    private static String opening(TicketCase ticket) {
        var subject = ticket.subject().isBlank() ? "your request" : "\"" + ticket.subject() + "\"";
        var thanks = "Thank you for writing to us about " + subject + ".";
        if (ticket.description().isBlank()) {
            return thanks + " I have noted what your request is about and have looked into it for you.";
        }
        var facts = Facts.of(ticket.description());
        return thanks + " You told us: \"" + cut(ticket.description()) + "\" "
                + (facts.isEmpty()
                        ? "I have looked into this for you."
                        : "I have looked into this under " + String.join(", ", facts) + ".");
    }

    private static String advice(TicketCase ticket) {
        var article = ticket.article();
        if (article == null) {
            return "Our colleagues who know this kind of request best will look at the details and tell you the next"
                    + " steps, so that you do not have to explain it all again.";
        }
        var sentences = bestSentences(article, ticket.words());
        return "In cases like yours this is how we proceed. " + String.join(" ", sentences);
    }

    private static List<String> bestSentences(String article, String words) {
        var stems = Words.stems(words);
        var all = Arrays.stream(article.replaceAll("(?m)^#.*$", "").split("(?<=[.!?])\\s+"))
                .map(sentence -> sentence.strip().replaceAll("\\s+", " "))
                .filter(sentence -> sentence.length() > 40 && sentence.length() <= QUOTED)
                .toList();
        return all.stream()
                .sorted(Comparator.comparingLong((String sentence) -> Words.hits(stems, sentence))
                        .reversed())
                .limit(ADVICE)
                .sorted(Comparator.comparingInt(all::indexOf))
                .toList();
    }

    private static String cut(String description) {
        var line = description.strip().replaceAll("\\s+", " ").replace('"', '\'');
        // Half a code is worse than none.
        return line.length() <= QUOTED ? line : line.substring(0, line.lastIndexOf(' ', QUOTED) + 1) + "...";
    }

    /** The words to look a ticket up with. */
    static String query(TicketCase ticket) {
        var gist = Facts.gist(ticket.subject()).toLowerCase(Locale.ROOT);
        return gist.isBlank() ? "general help" : gist;
    }
}
