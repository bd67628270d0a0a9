package dev.longhaul.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longhaul.budget.Costs;
import dev.longhaul.budget.Money;
import dev.longhaul.budget.SpendingTable;
import dev.longhaul.budget.Spent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a session spent, as text and as JSON: for what, by whom, in which class of tokens, and what compaction and caching were
 * good for. Money is left open where a model that was used has no price.
 */
final class CostTable {

    private static final String NO_PRICE = "-";

    private final SpendingTable table;

    CostTable(SpendingTable table) {
        this.table = table;
    }

    /** The table for a terminal, line by line. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(row("tokens", "input", "output", "cache write", "cache read", "all", "dollars"));
        table.purposes().forEach(row -> lines.add(row(row, isPriced())));
        if (table.unknown().tokens() > 0) {
            lines.add(row(
                    "unknown",
                    "",
                    "",
                    "",
                    "",
                    count(table.unknown().tokens()),
                    usd(table.unknown().usd())));
        }
        lines.add(row(new SpendingTable.Row("all known", table.all()), isPriced()));
        if (isPriced()) {
            lines.add(costs(table.all().costs()));
        }
        lines.add("");
        table.models().forEach(row -> lines.add(row(row, isPriced(row.name()))));
        savings().forEach(lines::add);
        return lines;
    }

    private List<String> savings() {
        var lines = new ArrayList<String>();
        if (table.compaction().cost().usage().total() > 0) {
            lines.add(compaction());
        }
        if (isPriced() && table.all().usage().cacheWrite() + table.all().usage().cacheRead() > 0) {
            lines.add(caching());
        }
        if (!lines.isEmpty()) {
            lines.addFirst("");
        }
        return lines;
    }

    private String costs(Costs costs) {
        return row(
                "dollars",
                usd(costs.input()),
                usd(costs.output()),
                usd(costs.cacheWrite()),
                usd(costs.cacheRead()),
                "",
                usd(costs.total()));
    }

    private String compaction() {
        var saving = table.compaction();
        return "compactions cost %s tokens%s and saved about %s%s of later prompts"
                .formatted(
                        count(saving.cost().usage().total()),
                        inDollars(saving.cost().usd()),
                        count(saving.tokens()),
                        inDollars(saving.usd()));
    }

    private String inDollars(Money money) {
        return isPriced() ? " (" + money.words() + ")" : "";
    }

    private String caching() {
        return "caching saved %s of the %s that the same tokens cost without"
                .formatted(usd(table.savedByCaching()), usd(table.all().costs().uncached()));
    }

    private static String row(SpendingTable.Row row, boolean isPriced) {
        var usage = row.spent().usage();
        return row(
                Ink.harmless(row.name()),
                count(usage.input()),
                count(usage.output()),
                count(usage.cacheWrite()),
                count(usage.cacheRead()),
                count(usage.total()),
                isPriced ? row.spent().usd().words() : NO_PRICE);
    }

    private static String row(
            String name, String input, String output, String cacheWrite, String cacheRead, String all, String usd) {
        return "%-18s %12s %12s %12s %12s %13s %10s"
                .formatted(name, input, output, cacheWrite, cacheRead, all, usd)
                .stripTrailing();
    }

    private static String count(long tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }

    private String usd(Money money) {
        return isPriced() ? money.words() : NO_PRICE;
    }

    private boolean isPriced() {
        return table.unpriced().isEmpty();
    }

    private boolean isPriced(String model) {
        return !table.unpriced().contains(model);
    }

    /** The same as one object. */
    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        var purposes = json.putObject("byPurpose");
        table.purposes().forEach(row -> put(purposes.putObject(row.name()), row.spent(), isPriced()));
        var models = json.putObject("byModel");
        table.models().forEach(row -> put(models.putObject(row.name()), row.spent(), isPriced(row.name())));
        byClass(json.putObject("byClass"));
        put(json.putObject("all"), table.all(), isPriced());
        put(
                json.putObject("unknown").put("tokens", table.unknown().tokens()),
                "usd",
                table.unknown().usd());
        compaction(json.putObject("compaction"));
        caching(json.putObject("caching"));
        table.unpriced().stream().sorted().forEach(json.putArray("unpriced")::add);
        return json;
    }

    private void byClass(ObjectNode json) {
        var usage = table.all().usage();
        var costs = table.all().costs();
        put(json.putObject("input").put("tokens", usage.input()), "usd", costs.input());
        put(json.putObject("output").put("tokens", usage.output()), "usd", costs.output());
        put(json.putObject("cacheWrite").put("tokens", usage.cacheWrite()), "usd", costs.cacheWrite());
        put(json.putObject("cacheRead").put("tokens", usage.cacheRead()), "usd", costs.cacheRead());
    }

    private void compaction(ObjectNode json) {
        var saving = table.compaction();
        put(
                json.put("tokens", saving.cost().usage().total()),
                "usd",
                saving.cost().usd());
        put(json.put("savedTokens", saving.tokens()), "savedUsd", saving.usd());
    }

    private void caching(ObjectNode json) {
        put(json, "uncachedUsd", table.all().costs().uncached());
        put(json, "savedUsd", table.savedByCaching());
    }

    private static void put(ObjectNode json, Spent spent, boolean isPriced) {
        var usage = JsonResult.usage(json, spent.usage());
        if (isPriced) {
            usage.put("usd", spent.usd().toDollars());
        } else {
            usage.putNull("usd");
        }
    }

    private void put(ObjectNode json, String field, Money money) {
        if (isPriced()) {
            json.put(field, money.toDollars());
        } else {
            json.putNull(field);
        }
    }
}
