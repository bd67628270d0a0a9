package dev.longhaul.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longhaul.budget.Carve;
import dev.longhaul.budget.ChildSpending;
import dev.longhaul.session.JournalEntry;
import dev.longhaul.session.OpenChild;
import dev.longhaul.session.SessionEvent;
import dev.longhaul.session.SessionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each sub-agent of a session cost it, in the order they began; together what the session's ledger says of them. Pure.
 *
 * @param bySession their sessions
 */
record ChildCosts(Map<String, ChildSpending> bySession) {

    static ChildCosts of(Stream<JournalEntry> journal, SessionState state) {
        var known = new LinkedHashMap<String, ChildSpending>();
        var underWay = new LinkedHashMap<String, Carve>();
        journal.map(JournalEntry::event).forEach(event -> {
            if (event instanceof SessionEvent.SubAgentStarted begun) {
                known.putIfAbsent(begun.sessionId(), ChildSpending.NONE);
                underWay.put(begun.sessionId(), begun.carve());
            } else if (event instanceof SessionEvent.SubAgentSettled settled) {
                known.put(settled.sessionId(), settled.spent());
                underWay.remove(settled.sessionId());
            }
        });
        var open = state.children().stream().map(OpenChild::sessionId).collect(Collectors.toSet());
        underWay.forEach((session, carve) ->
                known.computeIfPresent(session, (id, spent) -> open.contains(id) ? spent : spent.atMost(carve)));
        return new ChildCosts(known);
    }

    List<String> lines(boolean isPriced) {
        return bySession.entrySet().stream()
                .map(child -> String.format(
                                Locale.ROOT,
                                "sub-agent %-47s %,34d %10s",
                                child.getKey(),
                                child.getValue().amounts().billedTokens(),
                                isPriced ? child.getValue().amounts().usd().words() : "-")
                        .stripTrailing())
                .toList();
    }

    ArrayNode json(boolean isPriced) {
        var all = JsonNodeFactory.instance.arrayNode();
        bySession.forEach((session, spent) -> {
            var one = all.addObject()
                    .put("session", session)
                    .put("billedTokens", spent.amounts().billedTokens());
            if (isPriced) {
                one.put("usd", spent.amounts().usd().toDollars());
            } else {
                one.putNull("usd");
            }
        });
        return all;
    }
}
