package dev.longhaul.tools.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes of one file that are to be undone, oldest first. Decides only. */
record Undo(List<FileChange> changes) {

    enum Verdict {
        IS_AS_IT_WAS,
        CAN_BE_PUT_BACK,
        CHANGED_BY_OTHERS
    }

    /** Gathers the changes behind {@code seq} by file, in the order in which the files were changed last. */
    static List<Undo> after(long seq, List<FileChange> changes) {
        var undos = new ArrayList<Undo>();
        for (var change : changes.reversed()) {
            if (change.seq() <= seq) {
                continue;
            }
            undos.stream()
                    .filter(undo -> undo.first().isOfSameFileAs(change))
                    .findFirst()
                    .ifPresentOrElse(undo -> undo.changes.addFirst(change), () -> undos.add(only(change)));
        }
        return undos;
    }

    private static Undo only(FileChange change) {
        return new Undo(new ArrayList<>(List.of(change)));
    }

    /** The one that says what stood there before all of them. */
    FileChange first() {
        return changes.getFirst();
    }

    /** A change that was written down may not have been made, so what was before it is as good as what was after. */
    Verdict verdict(@Nullable String current) {
        if (Objects.equals(current, first().before())) {
            return Verdict.IS_AS_IT_WAS;
        }
        var state = current;
        for (var change : changes.reversed()) {
            if (!Objects.equals(state, change.after()) && !Objects.equals(state, change.before())) {
                return Verdict.CHANGED_BY_OTHERS;
            }
            state = change.before();
        }
        return Verdict.CAN_BE_PUT_BACK;
    }
}
