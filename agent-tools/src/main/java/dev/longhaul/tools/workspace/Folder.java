package dev.longhaul.tools.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One open folder of the workspace. Every method takes one name right in it, and follows no link. Not thread-safe: each call
 * opens its own.
 *
 * <p>{@link SecureFolder} holds on to the folder itself, so what becomes of the names above it does not matter;
 * {@link PlainFolder} is for file systems that cannot, and looks afterwards whether it was where it meant to be.
 */
interface Folder extends Closeable {

    /** Opens the root, the one folder that is taken as it is named. */
    @SuppressWarnings("StreamResourceLeak") // The folder closes it.
    static Folder root(Path real) throws IOException {
        var stream = Files.newDirectoryStream(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureFolder(secure, real, real);
        }
        stream.close();
        return new PlainFolder(real);
    }

    Folder open(String name) throws IOException;

    /** What stands there, null for nothing. */
    @Nullable
    Stat stat(String name) throws IOException;

    /** Where a link leads, as it is written in it. */
    String linkTarget(String name) throws IOException;

    /** The names in it in order, at most so many. */
    List<String> names(int most) throws IOException;

    /** Opens a regular file for reading. */
    FileChannel read(String name) throws IOException;

    /** Puts a file there as a whole or not at all; one that stood there leaves its permissions and, if we may, its owner. */
    void replace(String name, byte[] content) throws IOException;

    void delete(String name) throws IOException;

    /** Makes a folder, if there is not one by now. */
    void makeFolder(String name) throws IOException;

    /** Whether somebody may write the file that is there. */
    boolean isWritable(String name) throws IOException;

    @Override
    void close() throws IOException;

    /** Names of files that are being written begin so; one is left behind only by a crash. */
    String TEMPORARY = ".longhaul-tmp-";

    static String temporaryName() {
        return TEMPORARY + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
