package dev.longhaul.samples.support;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** A call of one of the desk's tools, to be made with a key and perhaps again. */
record DeskCall(String name, BiFunction<SupportDesk, String, String> call) {

    /** One of each tool that has an effect, on a ticket. */
    static List<DeskCall> on(String id) {
        return List.of(
                new DeskCall("get_next_ticket", SupportDesk::nextTicket),
                new DeskCall("classify_ticket", (desk, key) -> desk.classify(id, "billing", key)),
                new DeskCall("set_priority", (desk, key) -> desk.prioritise(id, "low", key)),
                new DeskCall("route_to_team", (desk, key) -> desk.route(id, "billing-team", key)),
                new DeskCall("draft_response", (desk, key) -> desk.draft(id, "Dear customer", key)),
                new DeskCall("mark_complete", (desk, key) -> desk.complete(id, key)));
    }

    /** Sensible or not: of a ticket that is there or is not, with a word that is taken or is not. */
    static DeskCall random(Random random) {
        var id = one(random, "T-1", "T-2", "T-2", "T-9");
        var category = one(random, "billing", "shipping", "gardening");
        var priority = one(random, "low", "high", "extreme");
        return switch (random.nextInt(8)) {
            case 0, 1 -> new DeskCall("next", SupportDesk::nextTicket);
            case 2 -> new DeskCall("classify", (desk, key) -> desk.classify(id, category, key));
            case 3 -> new DeskCall("prioritise", (desk, key) -> desk.prioritise(id, priority, key));
            case 4 -> new DeskCall("route", (desk, key) -> desk.route(id, "tech-support", key));
            case 5 -> new DeskCall("draft", (desk, key) -> desk.draft(id, "Dear customer of " + category, key));
            default -> new DeskCall("complete", (desk, key) -> desk.complete(id, key));
        };
    }

    String with(String key, SupportDesk desk) {
        return call.apply(desk, key);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String one(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }
}
