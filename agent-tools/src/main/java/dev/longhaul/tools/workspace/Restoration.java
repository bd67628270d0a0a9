package dev.longhaul.tools.workspace;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of putting files back.
 *
 * @param restored the files that are now as they were, absolute
 * @param refused the files that were left alone
 * @param kept what stood in restored files that someone else had changed
 */
public record Restoration(List<Path> restored, List<Refused> refused, List<Kept> kept) {

    /** A file that was left as it is, and why. */
    public record Refused(Path file, String reason) {}

    /** A copy of what stood in a file that was put back by force. */
    public record Kept(Path file, Path copy) {}

    public Restoration {
        restored = List.copyOf(restored);
        refused = List.copyOf(refused);
        kept = List.copyOf(kept);
    }

    public boolean isComplete() {
        return refused.isEmpty();
    }
}
