package dev.longhaul.samples.support;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeded choices: the same seed makes the same ones on every machine. For one thread. */
final class Dice {

    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The template with each {slot} filled by what {@code value} gives for its name. */
    String fill(String template, Function<String, String> value) {
        return SLOT.matcher(template).replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
    }

    /** A date, an amount or a code; such as tickets and articles are full of. */
    String fact(String kind) {
        return switch (kind) {
            case "date" -> String.format(Locale.ROOT, "2026-%02d-%02d", between(1, 11), between(1, 28));
            case "amount" -> String.format(Locale.ROOT, "$%d.%02d", between(9, 480), between(0, 99));
            case "version" -> String.format(Locale.ROOT, "%d.%d.%d", between(2, 9), between(0, 14), between(0, 30));
            case "order" -> "ORD-" + between(100_000, 999_999);
            case "invoice" -> "INV-2026-" + between(1_000, 9_999);
            case "reference" -> "REF-" + between(10_000, 99_999);
            case "tracking" -> "TRK-" + between(10_000_000, 99_999_999);
            case "customer" -> "CUS-" + between(10_000, 99_999);
            case "code" -> "ERR-" + between(1_000, 9_999);
            case "form" -> "FORM-" + between(10, 99);
            case "number" -> String.valueOf(between(3, 90));
            case "percent" -> String.valueOf(between(5, 60));
            case "minutes" -> String.valueOf(between(5, 45));
            default -> throw new IllegalArgumentException("no value for {" + kind + "}");
        };
    }
}
