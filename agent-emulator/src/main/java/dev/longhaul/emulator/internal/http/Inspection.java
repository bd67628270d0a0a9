package dev.longhaul.emulator.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.emulator.BillingLedger;
import dev.longhaul.emulator.BillingLedger.Entry;
import dev.longhaul.emulator.BillingLedger.Totals;
import dev.longhaul.emulator.ReceivedRequest;
import dev.longhaul.emulator.internal.wire.Json;
import java.util.List;

/** {@code GET /emulator/...}: the truth as JSON, for clients in any language. */
final class Inspection {

    private Inspection() {}

    static ObjectNode ledger(BillingLedger ledger) {
        List<Entry> entries = ledger.entries();
        ObjectNode view = Json.object();
        view.set("totals", tokens(entries.stream().map(Entry::tokens).reduce(Totals.ZERO, Totals::plus)));
        view.putArray("entries");
        for (Entry entry : entries) {
            ObjectNode line = view.withArray("entries").addObject();
            line.put("request", entry.request()).put("kind", entry.kind()).put("model", entry.model());
            line.set("tokens", tokens(entry.tokens()));
            line.put("delivered", entry.delivered());
        }
        return view;
    }

    static ObjectNode requests(List<ReceivedRequest> requests) {
        ObjectNode view = Json.object();
        view.putArray("requests");
        for (ReceivedRequest request : requests) {
            view.withArray("requests")
                    .addObject()
                    .put("number", request.number())
                    .put("method", request.method())
                    .put("path", request.path())
                    .put("bodyCharacters", request.body().length())
                    .put("status", request.status())
                    .put("errorMessage", request.errorMessage());
        }
        return view;
    }

    private static ObjectNode tokens(Totals tokens) {
        return Json.object()
                .put("input", tokens.input())
                .put("output", tokens.output())
                .put("cacheWrite5m", tokens.cacheWrite5m())
                .put("cacheWrite1h", tokens.cacheWrite1h())
                .put("cacheWrite", tokens.cacheWrite())
                .put("cacheRead", tokens.cacheRead());
    }
}
