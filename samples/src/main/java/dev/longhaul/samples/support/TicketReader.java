package dev.longhaul.samples.support;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads one ticket of a queue file.
 *
 * @param number its place in the file, counted from one
 */
record TicketReader(JsonFile file, int number) {

    Ticket read(JsonNode node) {
        if (!node.isObject()) {
            throw file.refuse(
                    "holds " + JsonFile.kindOf(node) + " as ticket " + number,
                    "write each ticket as an object with id, subject and description");
        }
        return new Ticket(
                id(node),
                text(node, "customer_name"),
                text(node, "customer_email"),
                text(node, "subject"),
                text(node, "description"),
                text(node, "category").strip());
    }

    private String id(JsonNode node) {
        var id = text(node, "id").strip();
        if (id.isEmpty()) {
            throw file.refuse("has no id in ticket " + number, "give it a field \"id\" with a text of its own");
        }
        if (id.lines().count() > 1) {
            throw file.refuse("has an id of several lines in ticket " + number, "write the id on one line");
        }
        return id;
    }

    private String text(JsonNode node, String field) {
        var value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isValueNode()) {
            throw file.refuse(
                    "has %s as \"%s\" of ticket %d".formatted(JsonFile.kindOf(value), field, number),
                    "write a text in quotes");
        }
        return value.asText();
    }
}
