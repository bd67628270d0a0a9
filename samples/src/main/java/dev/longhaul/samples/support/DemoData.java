package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Tickets and articles for demos and tests. The same seed makes the same data on every machine. Immutable.
 *
 * @param seed what the data is made from
 */
public record DemoData(long seed) {

    private static final int SHORTEST_ARTICLE = 20_000;
    private static final int LONGEST_ARTICLE = 27_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final List<String> FIRST_NAMES = List.of(
            "Ana", "Ben", "Chiara", "David", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Keiko", "Lena",
            "Marco", "Nadia", "Oscar", "Priya");
    private static final List<String> LAST_NAMES = List.of(
            "Silva",
            "Novak",
            "Rossi",
            "Okafor",
            "Lindberg",
            "Haddad",
            "Murphy",
            "Tanaka",
            "Weber",
            "Costa",
            "Dubois",
            "Kowalski",
            "Singh",
            "Moreau",
            "Jensen",
            "Alvarez");
    private static final List<String> PRODUCTS =
            List.of("Atlas Notes", "Beacon Sync", "Cobalt Editor", "Delta Reports", "Ember Studio");
    private static final List<String> DEVICES =
            List.of("laptop", "tablet", "docking station", "label printer", "scanner", "desktop computer");
    private static final List<String> FOLDERS = List.of("atlas", "beacon", "cobalt", "delta", "ember");

    /** So many tickets, of every kind in turn by chance. */
    public List<Ticket> tickets(int count) {
        var dice = new Dice(seed);
        var kinds = kinds();
        var tickets = new ArrayList<Ticket>();
        for (int i = 1; i <= count; i++) {
            tickets.add(ticket(i, dice.one(kinds), dice));
        }
        return List.copyOf(tickets);
    }

    /** An article of 20,000 to 28,000 characters for each kind of ticket. */
    public Knowledge knowledge() {
        return knowledge(SHORTEST_ARTICLE, LONGEST_ARTICLE);
    }

    /** An article of about {@code least} to {@code most} characters for each kind of ticket. */
    public Knowledge knowledge(int least, int most) {
        var dice = new Dice(seed);
        var writer = new DemoArticles(resource("demo-articles.json"), dice);
        var articles = new LinkedHashMap<String, List<Article>>();
        for (var kind : kinds()) {
            articles.computeIfAbsent(kind.category(), c -> new ArrayList<>())
                    .add(writer.about(kind.category(), kind.subject(), dice.between(least, most)));
        }
        return new Knowledge(articles);
    }

    /** Writes tickets the way {@link DeskFiles#queue} reads them. */
    public static void writeQueue(List<Ticket> tickets, Path file) {
        write(tickets, file);
    }

    /** Writes articles the way {@link DeskFiles#knowledge} reads them. */
    public static void writeKnowledge(Knowledge knowledge, Path file) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        knowledge
                .articles()
                .forEach((category, articles) ->
                        texts.put(category, articles.stream().map(Article::text).toList()));
        write(texts, file);
    }

    /** A subject customers write about, and how they put it. */
    private record Kind(String category, String subject, List<String> descriptions) {}

    private static Ticket ticket(int number, Kind kind, Dice dice) {
        var first = dice.one(FIRST_NAMES);
        var last = dice.one(LAST_NAMES);
        return new Ticket(
                "TICKET-" + number,
                first + " " + last,
                (first + "." + last).toLowerCase(Locale.ROOT) + "@example.com",
                kind.subject(),
                dice.fill(dice.one(kind.descriptions()), slot -> value(slot, dice)),
                kind.category());
    }

    private static String value(String slot, Dice dice) {
        return switch (slot) {
            case "product" -> dice.one(PRODUCTS);
            case "device" -> dice.one(DEVICES);
            case "folder" -> dice.one(FOLDERS);
            default -> dice.fact(slot);
        };
    }

    private static List<Kind> kinds() {
        var kinds = new ArrayList<Kind>();
        for (var category : resource("demo-tickets.json").properties()) {
            for (var kind : category.getValue()) {
                var descriptions = new ArrayList<String>();
                kind.path("descriptions").forEach(text -> descriptions.add(text.asText()));
                kinds.add(new Kind(category.getKey(), kind.path("subject").asText(), descriptions));
            }
        }
        return kinds;
    }

    private static JsonNode resource(String name) {
        try (var in = Objects.requireNonNull(DemoData.class.getResourceAsStream(name), name)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Object value, Path file) {
        try {
            Files.write(file, (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
