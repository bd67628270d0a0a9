package dev.longhaul.tools.workspace;

import dev.longhaul.tool.ToolContext;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Changes files one at a time: look, decide, write down, change. Thread-safe; who shares a history takes turns. */
final class FileWriter {

    private final Tree tree;
    private final @Nullable FileHistory history;
    private final Lock lock;

    FileWriter(Tree tree, @Nullable FileHistory history) {
        this.tree = tree;
        this.history = history;
        this.lock = history == null ? new ReentrantLock() : history.lock();
    }

    /** What is to stand in a file, by what stands there. */
    @FunctionalInterface
    interface Rewrite {

        /** The new bytes; empty to leave the file as it is. */
        Optional<byte[]> of(@Nullable TextFile file, TreePath path) throws WorkspaceException;
    }

    /** Whether a file was changed, and what stood there. */
    record Written(
            TreePath path, boolean isChanged, @Nullable TextFile before) {}

    /** Makes the folders it needs and the file. */
    Written write(TreePath path, ToolContext context, Rewrite rewrite)
            throws IOException, WorkspaceException, InterruptedException {
        lock.lockInterruptibly();
        try (var place = tree.findOrMake(path)) {
            return rewrite(place, context, rewrite);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes a file that is there.
     *
     * @throws WorkspaceException if there is none; says so
     */
    Written change(TreePath path, ToolContext context, Rewrite rewrite)
            throws IOException, WorkspaceException, InterruptedException {
        lock.lockInterruptibly();
        try (var place = tree.findToWrite(path)) {
            if (place.stat() == null) {
                throw new WorkspaceException("there is no \"%s\": list_files shows what there is".formatted(path));
            }
            return rewrite(place, context, rewrite);
        } finally {
            lock.unlock();
        }
    }

    private Written rewrite(Tree.Place place, ToolContext context, Rewrite rewrite)
            throws IOException, WorkspaceException {
        var file = TextFile.at(place);
        if (wasMadeBy(context, place, file)) {
            return new Written(place.path(), false, file);
        }
        var content = rewrite.of(file, place.path());
        if (content.isEmpty()) {
            return new Written(place.path(), false, file);
        }
        if (file != null && !place.folder().isWritable(place.name())) {
            throw new WorkspaceException(
                    "%s is write-protected: if it is meant to change, make it writable first (chmod u+w)"
                            .formatted(place.path()));
        }
        writeDown(place, context, file, content.get());
        place.folder().replace(place.name(), content.get());
        return new Written(place.path(), true, file);
    }

    /** A call that runs again after a crash may have done its work. */
    private boolean wasMadeBy(ToolContext context, Tree.Place place, @Nullable TextFile file)
            throws WorkspaceException {
        var made = history == null
                ? Optional.<FileChange>empty()
                : history.ofCall(context.sessionId(), seq(context))
                        .filter(change -> change.root().equals(tree.root()))
                        .filter(change -> change.path().equals(place.path().toString()));
        if (made.isEmpty()) {
            return false;
        }
        var current = file == null ? null : ContentStore.hash(file.content());
        if (made.get().after().equals(current)) {
            return true;
        }
        if (Objects.equals(made.get().before(), current)) {
            return false;
        }
        throw new WorkspaceException("%s was changed by someone else after this call began: read it, and change it anew"
                .formatted(place.path()));
    }

    private void writeDown(Tree.Place place, ToolContext context, @Nullable TextFile file, byte[] content)
            throws IOException {
        if (history == null) {
            return;
        }
        var before = file == null ? null : file.content();
        var change = new FileChange(
                context.sessionId(),
                seq(context),
                tree.root(),
                place.path().toString(),
                before == null ? null : ContentStore.hash(before),
                ContentStore.hash(content),
                history.now());
        history.willChange(change, before);
    }

    /** A key is {@code session:seq}. */
    private static long seq(ToolContext context) {
        var key = context.idempotencyKey();
        try {
            return Long.parseLong(key.substring(key.lastIndexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "the idempotency key \"" + key
                            + "\" does not end in :number, so its changes could not be undone; run"
                            + " the tools in Longhaul's loop, or without a history",
                    e);
        }
    }
}
