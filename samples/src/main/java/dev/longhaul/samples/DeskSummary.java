package dev.longhaul.samples;

import dev.longhaul.samples.support.ProcessedTicket;
import java.io.PrintStream;
import java.util.List;

/** One line on what became of the tickets. */
final class DeskSummary {

    private DeskSummary() {}

    /** So many, in words. */
    static String tickets(int count) {
        return count == 1 ? "1 ticket" : "%,d tickets".formatted(count);
    }

    static void print(List<ProcessedTicket> done, int total, PrintStream screen) {
        long twice = done.stream().filter(ticket -> ticket.completions() > 1).count();
        screen.println();
        screen.println("tickets        %,d of %,d completed%s"
                .formatted(
                        done.size(),
                        total,
                        done.isEmpty() ? "" : twice == 0 ? ", each exactly once" : "; " + twice + " more than once"));
    }
}
