package dev.longhaul.tools.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets something happen right before each step a folder takes. */
record SteppedFolder(Folder folder, Step before) implements Folder {

    @FunctionalInterface
    interface Step {
        void happen() throws IOException;
    }

    @Override
    public Folder open(String name) throws IOException {
        before.happen();
        return new SteppedFolder(folder.open(name), before);
    }

    @Override
    public @Nullable Stat stat(String name) throws IOException {
        before.happen();
        return folder.stat(name);
    }

    @Override
    public String linkTarget(String name) throws IOException {
        before.happen();
        return folder.linkTarget(name);
    }

    @Override
    public List<String> names(int most) throws IOException {
        before.happen();
        return folder.names(most);
    }

    @Override
    public FileChannel read(String name) throws IOException {
        before.happen();
        return folder.read(name);
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        before.happen();
        folder.replace(name, content);
    }

    @Override
    public void delete(String name) throws IOException {
        before.happen();
        folder.delete(name);
    }

    @Override
    public void makeFolder(String name) throws IOException {
        before.happen();
        folder.makeFolder(name);
    }

    @Override
    public boolean isWritable(String name) throws IOException {
        before.happen();
        return folder.isWritable(name);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
