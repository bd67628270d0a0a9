package dev.longhaul.tools.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of putting files back.
 *
 * @param restored the files that are now as they were, absolute
 * @param refused the files that were left alone
 */
public record Restoration(List<Path> restored, List<Refused> refused) {

    /** A file that was left as it is, and why. */
    public record Refused(Path file, String reason) {}

    public Restoration {
        restored = List.copyOf(restored);
        refused = List.copyOf(refused);
    }

    public boolean isComplete() {
        return refused.isEmpty();
    }
}
