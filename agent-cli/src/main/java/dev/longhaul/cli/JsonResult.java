package dev.longhaul.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.budget.Limit;
import dev.longhaul.budget.Money;
import dev.longhaul.model.Usage;
import dev.longhaul.session.CompactionRecord;
import dev.longhaul.session.Outcome;
import dev.longhaul.session.SessionReport;

/**
 * The one object that {@code --json} prints. Its fields are part of the contract. What this version does not measure yet is
 * null, never zero.
 */
final class JsonResult {

    private final JsonNodeFactory json = JsonNodeFactory.instance;

    String line(Outcome outcome) {
        var report = outcome.report();
        var ledger = report.ledger();
        var result = json.objectNode();
        result.put("session", report.sessionId());
        result.put("outcome", word(outcome));
        result.put("reason", outcome.reason());
        result.put("detail", outcome.detail());
        result.put("text", report.text());
        result.put("turns", report.turns());
        result.put("toolCalls", ledger.toolCalls());
        result.putObject("compactions")
                .put("count", report.compactions().count())
                .put("failed", report.compactions().failed())
                .put("accepted", report.compactions().accepted())
                .set("boundaries", boundaries(report));
        usage(result.putObject("usage"), ledger.billed()).put("unknown", ledger.unknown());
        putUsd(result, "costUsd", report);
        result.set("budget", budget(report));
        result.putObject("retention")
                .put("lost", report.memory().lost())
                .put("reinjected", report.memory().reinjected());
        result.set("handoff", new HandoffView(report.handoff()).json());
        return result.toString();
    }

    private ArrayNode boundaries(SessionReport report) {
        var all = json.arrayNode();
        report.boundaries().forEach(one -> all.add(boundary(one)));
        return all;
    }

    private ObjectNode boundary(CompactionRecord one) {
        var node = json.objectNode();
        node.put("number", one.number());
        node.put("at", one.at().toString());
        node.put("seconds", one.took().toMillis() / 1e3);
        node.put("form", one.form().word());
        node.put("before", one.before());
        node.put("after", one.after());
        usage(node.putObject("cost"), one.cost());
        node.put("failed", one.failed());
        node.putObject("retention")
                .put("score", one.score())
                .put("lost", one.lost())
                .put("reinjected", one.reinjected());
        one.pins().forEach(node.putArray("pins")::add);
        node.put("decision", one.decision().word());
        one.notes().forEach(node.putArray("notes")::add);
        return node;
    }

    static ObjectNode usage(ObjectNode node, Usage usage) {
        return node.put("input", usage.input())
                .put("output", usage.output())
                .put("cacheWrite", usage.cacheWrite())
                .put("cacheRead", usage.cacheRead());
    }

    static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed -> "completed";
            case Outcome.WrappedUp wrappedUp -> "wrapped_up";
            case Outcome.Stopped stopped -> "stopped";
            case Outcome.Suspended suspended -> "suspended";
            case Outcome.Cancelled cancelled -> "cancelled";
            case Outcome.Failed failed -> "failed";
        };
    }

    private ObjectNode budget(SessionReport report) {
        var budget = json.objectNode();
        limit(budget.putObject("totalTokens"), report, Limit.TOTAL_TOKENS);
        limit(budget.putObject("billedTokens"), report, Limit.BILLED_TOKENS)
                // Every call has been settled or charged by the end; sub-agents that are to go on keep what is theirs.
                .put("reserved", report.reserved().billedTokens());
        var usd = budget.putObject("usd");
        report.budget()
                .max(Limit.USD)
                .ifPresentOrElse(max -> usd.put("limit", new Money(max).toDollars()), () -> usd.putNull("limit"));
        putUsd(usd, "spent", report);
        return budget;
    }

    /** Null where a model that was used has no price: a sum without it would be no cost. */
    private static void putUsd(ObjectNode node, String field, SessionReport report) {
        if (report.ledger().bills().unpriced().isEmpty()) {
            node.put(field, report.ledger().usd().toDollars());
        } else {
            node.putNull(field);
        }
    }

    private static ObjectNode limit(ObjectNode node, SessionReport report, Limit limit) {
        report.budget().max(limit).ifPresentOrElse(max -> node.put("limit", max), () -> node.putNull("limit"));
        return node.put("spent", report.ledger().spent(limit, report.elapsed()));
    }
}
