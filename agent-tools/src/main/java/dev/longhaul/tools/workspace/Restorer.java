package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts files back, one after the other, and notes each that is done. */
record Restorer(ContentStore copies, Note note, boolean force) {

    /** Writes down that the changes of a file behind a place are undone. */
    @FunctionalInterface
    interface Note {
        void undone(String session, long seq, FileChange change) throws IOException;
    }

    Restoration restore(String session, long seq, List<FileChange> changes) throws IOException {
        var restored = new ArrayList<Path>();
        var refused = new ArrayList<Restoration.Refused>();
        var kept = new ArrayList<Restoration.Kept>();
        for (var undo : Undo.after(seq, changes)) {
            var verdict = verdict(undo);
            if (verdict == Undo.Verdict.CHANGED_BY_OTHERS) {
                var copy = force ? keep(undo.first()) : Optional.<Path>empty();
                if (copy.isEmpty()) {
                    refused.add(refusal(undo));
                    continue;
                }
                kept.add(new Restoration.Kept(file(undo), copy.get()));
            }
            if (verdict != Undo.Verdict.IS_AS_IT_WAS) {
                putBack(undo.first());
                restored.add(file(undo));
            }
            note.undone(session, seq, undo.first());
        }
        return new Restoration(restored, refused, kept);
    }

    /** Keeps what stands in a file; empty if it is none that could be kept. */
    private Optional<Path> keep(FileChange change) throws IOException {
        try (var place = place(change)) {
            boolean isElsewhere = !place.path().toString().equals(change.path());
            if (isElsewhere || (place.stat() != null && !place.is(Stat.Kind.FILE))) {
                return Optional.empty();
            }
            return keep(place.stat() == null ? new byte[0] : read(place));
        } catch (WorkspaceException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> keep(byte[] content) throws IOException {
        if (content.length > TextFile.MOST_BYTES) {
            return Optional.empty();
        }
        copies.keep(content);
        return Optional.of(copies.file(ContentStore.hash(content)));
    }

    /** As much as tells it from ours, which are never larger. */
    private static byte[] read(Tree.Place place) throws IOException {
        try (var in = Channels.newInputStream(place.folder().read(place.name()))) {
            return in.readNBytes(TextFile.MOST_BYTES + 1);
        }
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
        return new Restoration(restored, refused, List.of());
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
        return ContentStore.hash(read(place));
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
