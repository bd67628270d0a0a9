package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads the files a desk works with. Whatever is wrong with one is a {@link SampleInputException}. */
public final class DeskFiles {

    private DeskFiles() {}

    /**
     * The tickets of a queue file, in its order. Fields a ticket does not need are passed over; a queue may be empty.
     *
     * @throws SampleInputException if the file cannot be used
     */
    public static List<Ticket> queue(Path path) {
        var file = new JsonFile("queue", path);
        var root = file.read();
        if (root.isMissingNode()) {
            return List.of();
        }
        if (!root.isArray()) {
            throw file.refuse("holds " + JsonFile.kindOf(root) + ", not an array", "put the tickets in [ and ]");
        }
        var tickets = new ArrayList<Ticket>();
        var positions = new HashMap<String, Integer>();
        for (var node : root) {
            var ticket = new TicketReader(file, tickets.size() + 1).read(node);
            var before = positions.putIfAbsent(ticket.id(), tickets.size() + 1);
            if (before != null) {
                throw file.refuse(
                        "has the id \"%s\" twice: tickets %d and %d".formatted(ticket.id(), before, tickets.size() + 1),
                        "give each ticket an id of its own");
            }
            tickets.add(ticket);
        }
        return List.copyOf(tickets);
    }

    /**
     * The articles of a knowledge file.
     *
     * @throws SampleInputException if the file cannot be used
     */
    public static Knowledge knowledge(Path path) {
        var file = new JsonFile("knowledge", path);
        var root = file.read();
        if (!root.isObject()) {
            throw file.refuse(
                    "holds " + JsonFile.kindOf(root) + ", not an object",
                    "write {\"category\": [\"text of an article\"]}");
        }
        var articles = new LinkedHashMap<String, List<Article>>();
        for (var entry : root.properties()) {
            articles.put(entry.getKey(), articles(file, entry.getKey(), entry.getValue()));
        }
        return new Knowledge(articles);
    }

    private static List<Article> articles(JsonFile file, String category, JsonNode node) {
        var place = "in category \"" + category + "\" holds ";
        if (!node.isArray()) {
            throw file.refuse(place + JsonFile.kindOf(node) + ", not an array", "put its articles in [ and ]");
        }
        var articles = new ArrayList<Article>();
        for (var text : node) {
            if (!text.isTextual()) {
                throw file.refuse(
                        place + JsonFile.kindOf(text) + " as article " + (articles.size() + 1),
                        "write each article as one text in quotes");
            }
            articles.add(new Article(text.textValue()));
        }
        return articles;
    }
}
