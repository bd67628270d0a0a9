package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts files back, one after the other, and notes each that is done. */
record Restorer(ContentStore copies, Note note) {

    /** Writes down that the changes of a file behind a place are undone. */
    @FunctionalInterface
    interface Note {
        void undone(String session, long seq, FileChange change) throws IOException;
    }

    Restoration restore(String session, long seq, List<FileChange> changes) throws IOException {
        var restored = new ArrayList<Path>();
        var refused = new ArrayList<Restoration.Refused>();
        for (var undo : Undo.after(seq, changes)) {
            switch (verdict(undo)) {
                case CHANGED_BY_OTHERS -> refused.add(refusal(undo));
                case CAN_BE_PUT_BACK -> {
                    putBack(undo.first());
                    restored.add(file(undo));
                    note.undone(session, seq, undo.first());
                }
                case IS_AS_IT_WAS -> note.undone(session, seq, undo.first());
            }
        }
        return new Restoration(restored, refused);
    }

    static Restoration preview(long seq, List<FileChange> changes) throws IOException {
        var restored = new ArrayList<Path>();
        var refused = new ArrayList<Restoration.Refused>();
        for (var undo : Undo.after(seq, changes)) {
            switch (verdict(undo)) {
                case CHANGED_BY_OTHERS -> refused.add(refusal(undo));
                case CAN_BE_PUT_BACK -> restored.add(file(undo));
                case IS_AS_IT_WAS -> {}
            }
        }
        return new Restoration(restored, refused);
    }

    private static Path file(Undo undo) {
        return undo.first().root().resolve(undo.first().path());
    }

    private static Restoration.Refused refusal(Undo undo) {
        return new Restoration.Refused(
                file(undo), "it was changed since by someone else, or by a command: put it back by hand");
    }

    private static Undo.Verdict verdict(Undo undo) throws IOException {
        try (var place = place(undo.first())) {
            boolean isElsewhere = !place.path().toString().equals(undo.first().path());
            boolean isOther = place.stat() != null && !place.is(Stat.Kind.FILE);
            return isElsewhere || isOther ? Undo.Verdict.CHANGED_BY_OTHERS : undo.verdict(hash(place));
        } catch (WorkspaceException e) {
            return undo.verdict(null);
        }
    }

    private static Tree.Place place(FileChange change) throws IOException, WorkspaceException {
        return Tree.of(change.root()).find(Tree.of(change.root()).parse(change.path()));
    }

    private static @Nullable String hash(Tree.Place place) throws IOException {
        if (place.stat() == null) {
            return null;
        }
        try (var in = Channels.newInputStream(place.folder().read(place.name()))) {
            // Ours are never larger, so a larger one differs.
            return ContentStore.hash(in.readNBytes(TextFile.MOST_BYTES + 1));
        }
    }

    private void putBack(FileChange change) throws IOException {
        try (var place = place(change)) {
            if (change.before() == null) {
                place.folder().delete(place.name());
            } else {
                place.folder().replace(place.name(), copies.read(change.before()));
            }
        } catch (WorkspaceException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
