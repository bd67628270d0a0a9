package dev.longhaul.compaction.retention;

import java.util.HashMap;
import java.util.Map;

/** The units that make a number a fact, and the one spelling each is compared in. Pure. */
final class Units {

    /** No unit is longer. */
    static final int LONGEST = 13;

    private static final String PLAIN =
            "b kb mb gb tb pb kib mib gib tib bit kbit mbit gbit mbps gbps kbps hz khz mhz ghz"
                    + " ns us ms s min h d mm cm m km mi ft kg g mg lb oz l ml w kw mw kwh v mv a ma wh k bn px em rem dpi rpm qps"
                    + " rps tps fps am pm usd eur gbp jpy chf";

    private static final Map<String, String> SPELLINGS = spellings();

    private Units() {}

    /** The spelling to compare in of a unit in lower case, or the empty string if it is none. */
    static String canonical(String unit) {
        return SPELLINGS.getOrDefault(unit, "");
    }

    private static Map<String, String> spellings() {
        var all = new HashMap<String, String>();
        for (var unit : PLAIN.split(" ", -1)) {
            all.put(unit, unit);
        }
        many(all, "s", "sec", "secs", "second", "seconds");
        many(all, "min", "mins", "minute", "minutes");
        many(all, "h", "hr", "hrs", "hour", "hours");
        many(all, "d", "day", "days");
        many(all, "week", "weeks");
        many(all, "month", "months");
        many(all, "year", "years");
        many(all, "ms", "msec", "millis", "millisecond", "milliseconds");
        many(all, "us", "micros", "microsecond", "microseconds");
        many(all, "b", "byte", "bytes");
        many(all, "kb", "kilobyte", "kilobytes");
        many(all, "mb", "megabyte", "megabytes");
        many(all, "gb", "gigabyte", "gigabytes");
        many(all, "tb", "terabyte", "terabytes");
        many(all, "bit", "bits");
        many(all, "usd", "$", "dollar", "dollars");
        many(all, "eur", "\u20ac", "euro", "euros");
        many(all, "gbp", "\u00a3", "pound", "pounds");
        many(all, "jpy", "\u00a5", "yen");
        many(all, "%", "%", "percent");
        many(all, "km", "kilometer", "kilometers");
        many(all, "m", "meter", "meters");
        many(all, "mi", "mile", "miles");
        many(all, "token", "tokens");
        many(all, "request", "requests");
        many(all, "row", "rows");
        many(all, "record", "records");
        many(all, "line", "lines");
        many(all, "char", "chars", "character", "characters");
        many(all, "retry", "retries");
        many(all, "attempt", "attempts");
        many(all, "thread", "threads");
        many(all, "core", "cores");
        many(all, "million", "millions");
        many(all, "billion", "billions");
        return Map.copyOf(all);
    }

    private static void many(Map<String, String> all, String canonical, String... spellings) {
        all.put(canonical, canonical);
        for (var spelling : spellings) {
            all.put(spelling, canonical);
        }
    }
}
