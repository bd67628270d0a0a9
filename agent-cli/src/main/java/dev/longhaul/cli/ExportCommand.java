package dev.longhaul.cli;

import dev.longhaul.runner.store.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a journal out. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the journal of a session as lines of JSON, one for each event.")
final class ExportCommand extends IdCommand {

    @Option(names = "--jsonl", description = "Lines of JSON: the one format there is, and the default.")
    @SuppressWarnings("UnusedVariable") // there is no other format to choose
    private boolean jsonl;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; standard output by default.")
    private @Nullable Path file;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean onlyReads() {
        return true;
    }

    @Override
    int run(SessionStore store, String session) throws IOException {
        if (file == null) {
            store.export(session, out());
            out().flush();
            return ExitCode.COMPLETED;
        }
        requireWritable(file);
        new OutsideHome(home()).requireFile("--out", file);
        long lines = WholeFile.write(file, out -> store.export(session, out));
        terminal().err().println("%,d events written to %s".formatted(lines, file));
        return ExitCode.COMPLETED;
    }

    private static void requireWritable(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("--out " + file + " is a folder: name a file in it");
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--out " + file + ": there is no folder " + folder + "; make it first, or name another");
        }
        if (!isWritable(file)) {
            throw new IllegalArgumentException(
                    "--out " + file + " cannot be written: check its rights, and those of its folder");
        }
    }

    /** A file is replaced, which takes rights to its folder. */
    private static boolean isWritable(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Files.isWritable(RealPath.of(file).getParent());
        }
        return Files.isWritable(file)
                && (!Files.isRegularFile(file)
                        || Files.isWritable(RealPath.of(file).getParent()));
    }
}
