package dev.longhaul.emulator.internal.engine;

import dev.longhaul.emulator.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan does to a summary: none comes, or one that frees nothing. */
final class SummaryFaults {

    private SummaryFaults() {}

    /** The stop reason with which no summary comes, or null where one may (wire spec §2.3). */
    static @Nullable String failure(List<Fault> faults) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.NullSummary) {
                return "end_turn";
            }
            if (fault instanceof Fault.EmptySummary(String stopReason)) {
                return stopReason;
            }
        }
        return null;
    }

    /** The summary of a prompt of so many characters that is planned to be too long, or null. */
    static @Nullable String oversized(List<Fault> faults, long characters) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.IneffectiveSummary) {
                return asLongAs(characters);
            }
            if (fault instanceof Fault.LargerSummary) {
                return asLongAs(2 * characters);
            }
        }
        return null;
    }

    private static String asLongAs(long characters) {
        String sentence = "This summary repeats the conversation instead of shortening it. ";
        return sentence.repeat(Math.toIntExact(characters / sentence.length() + 1));
    }
}
