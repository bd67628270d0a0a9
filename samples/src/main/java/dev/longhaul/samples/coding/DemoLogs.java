package dev.longhaul.samples.coding;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The long reading of the demo: a day's log of the gate, the table of areas. The same day reads the same always. Pure. */
final class DemoLogs {

    static final int DAYS = 40;

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final int LINES = 260;
    private static final int AREAS = 220;
    private static final List<String> REMARKS = List.of(
            "refused, check digits do not fit; sorted by hand",
            "refused, check digits do not fit; sent back to the belt",
            "refused, check digits do not fit; the hand scanner reads the label well",
            "accepted after a label was written by hand");

    private DemoLogs() {}

    /** The name of a day's log, days counted from 0. */
    static String name(int day) {
        return FIRST.plusDays(day) + ".log";
    }

    static String day(int day) {
        var dice = new SplittableRandom(day);
        var log = new StringBuilder("gate log of ").append(FIRST.plusDays(day)).append('\n');
        for (int line = 0; line < LINES; line++) {
            int second = 6 * 3_600 + line * 120 + dice.nextInt(120);
            log.append(String.format(
                    Locale.ROOT,
                    "%02d:%02d:%02d belt %d parcel %05d: %s\n",
                    second / 3_600,
                    second / 60 % 60,
                    second % 60,
                    1 + dice.nextInt(4),
                    10_000 + dice.nextInt(90_000),
                    REMARKS.get(dice.nextInt(REMARKS.size()))));
        }
        return log.toString();
    }

    static String areas() {
        var dice = new SplittableRandom(DAYS);
        var table = new StringBuilder("| area | gate | belt |\n|---|---|---|\n");
        for (int area = 0; area < AREAS; area++) {
            table.append(String.format(
                    Locale.ROOT, "| %03d | %d | %d |\n", 100 + area, 1 + dice.nextInt(9), 1 + dice.nextInt(4)));
        }
        return table.toString();
    }
}
