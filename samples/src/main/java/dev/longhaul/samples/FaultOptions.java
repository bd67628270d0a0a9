package dev.longhaul.samples;

import dev.longhaul.emulator.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the emulator in this process does wrong on purpose. Picocli fills the fields. */
final class FaultOptions {

    @Option(
            names = "--fault",
            paramLabel = "WHEN:WHAT",
            description = "Let the simulated server fail on purpose, like 3:529 or always:null-summary. Repeatable.")
    private List<String> faults = new ArrayList<>();

    /**
     * The plan.
     *
     * @throws IllegalArgumentException naming the entry that is wrong, and what is accepted
     */
    FaultPlan plan() {
        return FaultPlan.parse(faults);
    }
}
